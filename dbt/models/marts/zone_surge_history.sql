{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['city', 'zone_id', 'minute'],
    properties={'partitioning': "ARRAY['day(minute)']"}
) }}

-- Of the windows that close in a minute the last one covers exactly that minute: only those may be added up.
select
    city,
    zone_id,
    closing_minute as minute,
    coalesce(max(demand_count) filter (where window_start = closing_minute), 0) as demand_count,
    coalesce(max(supply_count) filter (where window_start = closing_minute), 0) as supply_count,
    coalesce(
        max(surge_multiplier) filter (where window_start = closing_minute), cast(1 as decimal(3, 2))
    ) as surge_multiplier,
    max(surge_multiplier) as highest_surge_multiplier,
    count(*) as windows,
    count(*) filter (where surge_multiplier > 1) as surging_windows
from {{ ref('int_surge_windows') }}
{% if is_incremental() %}
-- Windows come in the order they close; the newest minutes may not have been complete.
where closing_minute >= (select max(minute) - interval '10' minute from {{ this }})
{% endif %}
group by city, zone_id, closing_minute
