-- Demand is counted a second time, from the rides: each on-time request is in the six windows around it, and no window
-- has other demand. A missing window or a wrong count is a row here.
with reach as (

    select max(window_end) - interval '1' minute as complete_until
    from {{ ref('int_surge_windows') }}

),

requests as (

    select
        city,
        zone_id,
        {{ last_closed_window_end('counted_as_demand_at') }} as newest_window_start
    from {{ ref('int_rides') }}
    where counted_as_demand_at is not null

),

demand as (

    select
        requests.city,
        requests.zone_id,
        requests.newest_window_start - interval '1' second * slides.seconds as window_start,
        count(*) as demand_count
    from requests
    cross join unnest(sequence(
        0, {{ var('surge_window_seconds') - var('surge_slide_seconds') }}, {{ var('surge_slide_seconds') }}
    )) as slides (seconds)
    group by 1, 2, 3

)

select
    coalesce(demand.city, windows.city) as city,
    coalesce(demand.zone_id, windows.zone_id) as zone_id,
    coalesce(demand.window_start, windows.window_start) as window_start,
    coalesce(demand.demand_count, 0) as demand_count,
    windows.demand_count as flink_demand_count
from demand
full outer join {{ ref('int_surge_windows') }} as windows
    on demand.city = windows.city
    and demand.zone_id = windows.zone_id
    and demand.window_start = windows.window_start
cross join reach
where coalesce(windows.window_end, demand.window_start + interval '{{ var("surge_window_seconds") }}' second)
    <= reach.complete_until
    and coalesce(demand.demand_count, 0) is distinct from windows.demand_count
