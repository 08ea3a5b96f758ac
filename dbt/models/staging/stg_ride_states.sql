select
    ride_id,
    driver_id,
    city,
    zone_id,
    status,
    sequence,
    fare,
    requested_at,
    updated_at
from {{ source('ride_hailing', 'iceberg_ride_events') }}
