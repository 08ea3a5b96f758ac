select
    city,
    window_start as minute,
    total_trips,
    average_fare
from {{ source('ride_hailing', 'iceberg_city_metrics') }}
