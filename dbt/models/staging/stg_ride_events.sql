with source as (

    select * from {{ source('ride_hailing', 'iceberg_ride_event_log') }}

)

select
    ---------- ids
    event_id,
    ride_id,
    rider_id,
    driver_id,
    city,
    zone_id,

    ---------- places
    pickup_latitude,
    pickup_longitude,
    dropoff_latitude,
    dropoff_longitude,

    ---------- state
    status,
    sequence,
    fare,

    ---------- times
    requested_at,
    event_time,
    kafka_time,
    event_time >= kafka_time - interval '{{ var("late_after_seconds") }}' second as is_on_time,
    kafka_time <= requested_at + interval '{{ var("ride_state_horizon_hours") }}' hour as changes_state,

    ---------- place in Kafka
    kafka_partition,
    kafka_offset
from source
