-- Surge is written while rides are: were the surge windows to stop, rides would quietly be given 1.00.
with progress as (

    select
        (select max(kafka_time) from {{ ref('int_rides') }}) as newest_ride_event,
        (select max(window_end) from {{ ref('int_surge_windows') }}) as newest_surge_window

)

select *
from progress
where newest_ride_event is not null
    and coalesce(newest_surge_window < newest_ride_event - interval '5' minute, true)
