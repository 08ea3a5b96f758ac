{{ config(fail_calc='coalesce(max(minutes_behind), 0)', warn_if='> 5', error_if='> 30') }}

-- How far surge is behind the rides. Rides whose window has not come yet are given 1.00 for now and marked as not
-- final; with surge half an hour behind, too many are.
select
    newest_ride_event,
    newest_surge_window,
    date_diff('minute', newest_surge_window, newest_ride_event) as minutes_behind
from (
    select
        (select max(kafka_time) from {{ ref('int_rides') }}) as newest_ride_event,
        (select max(window_end) from {{ ref('int_surge_windows') }}) as newest_surge_window
) as progress
