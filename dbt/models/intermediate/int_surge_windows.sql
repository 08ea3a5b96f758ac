select
    city,
    zone_id,
    window_start,
    window_end,
    {{ closing_minute('window_end') }} as closing_minute,
    demand_count,
    supply_count,
    surge_multiplier,
    {{ surge_multiplier('demand_count', 'supply_count') }} as defined_surge_multiplier
from {{ ref('stg_surge_windows') }}
