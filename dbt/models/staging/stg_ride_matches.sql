select
    ride_id,
    driver_id as matched_driver_id,
    driver_seen_at,
    distance_km
from {{ source('ride_hailing', 'iceberg_ride_matches') }}
