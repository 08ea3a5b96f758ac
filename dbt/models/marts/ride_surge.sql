{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key='ride_id',
    properties={'partitioning': "ARRAY['day(requested_at)']"}
) }}

with rides as (

    select * from {{ ref('int_rides') }}
    {% if is_incremental() %}
    where loaded_at > (select max(loaded_at) from {{ this }})
        or ride_id in (select ride_id from {{ this }} where not is_surge_final)
    {% endif %}

),

windows as (

    select * from {{ ref('int_surge_windows') }}

),

-- Windows are written in the order they close, but not those of all zones in one commit: hence the minute's grace.
progress as (

    select max(window_end) - interval '1' minute as complete_until
    from windows

)

-- One window per zone ends at each slide, so the join cannot multiply a ride.
select
    ---------- ids
    rides.ride_id,
    rides.rider_id,
    rides.driver_id,
    rides.city,
    rides.zone_id,

    ---------- state
    rides.status,
    rides.trip_km,

    ---------- money
    rides.fare,
    rides.payout,
    rides.commission,

    ---------- surge
    coalesce(windows.surge_multiplier, cast(1 as decimal(3, 2))) as surge_multiplier,
    windows.demand_count,
    windows.supply_count,
    windows.window_end as surge_window_end,
    coalesce(
        {{ last_closed_window_end('rides.requested_at') }} <= progress.complete_until, false
    ) as is_surge_final,

    ---------- times
    rides.requested_at,
    rides.completed_at,
    rides.loaded_at
from rides
cross join progress
left join windows
    on rides.city = windows.city
    and rides.zone_id = windows.zone_id
    and {{ last_closed_window_end('rides.requested_at') }} = windows.window_end
