-- Flink's table of newest states and the one computed here from the log. Flink's is read later, so it may be ahead but
-- never behind, and where both have read the same events they are equal.
select
    rides.ride_id,
    rides.sequence,
    states.sequence as flink_sequence,
    rides.status,
    states.status as flink_status,
    rides.fare,
    states.fare as flink_fare,
    rides.driver_id,
    states.driver_id as flink_driver_id
from {{ ref('int_rides') }} as rides
left join {{ ref('stg_ride_states') }} as states on rides.ride_id = states.ride_id
where states.ride_id is null
    or states.sequence < rides.sequence
    or (
        states.sequence = rides.sequence
        and (
            states.status <> rides.status
            or states.fare is distinct from rides.fare
            or states.driver_id is distinct from rides.driver_id
        )
    )
