select
    city,
    zone_id,
    window_start,
    window_end,
    demand_count,
    supply_count,
    surge_multiplier
from {{ source('ride_hailing', 'iceberg_surge_pricing') }}
