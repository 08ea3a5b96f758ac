{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key='ride_id',
    properties={'partitioning': "ARRAY['day(requested_at)']"}
) }}

-- Only what the log has gained since the last run, by offset: exact, however late an event comes.
with new_events as (

    select event.*
    from {{ ref('stg_ride_events') }} as event
    {% if is_incremental() %}
    left join (
        select kafka_partition, max(kafka_offset) as last_offset
        from {{ this }}
        group by kafka_partition
    ) as loaded on event.kafka_partition = loaded.kafka_partition
    {% endif %}
    where event.changes_state
    {% if is_incremental() %}
        and event.kafka_offset > coalesce(loaded.last_offset, -1)
    {% endif %}

),

-- What one event says about its ride; what is known already is one more such statement.
statements as (

    select
        ride_id, rider_id, driver_id, city, zone_id,
        pickup_latitude, pickup_longitude, dropoff_latitude, dropoff_longitude,
        status, sequence, fare, event_id as state_event_id,
        requested_at,
        case when status = 'ACCEPTED' then event_time end as accepted_at,
        case when status = 'COMPLETED' then event_time end as completed_at,
        case when status = 'CANCELLED' then event_time end as cancelled_at,
        case when status = 'REQUESTED' and is_on_time then event_time end as counted_as_demand_at,
        case when status = 'COMPLETED' and is_on_time then event_time end as counted_as_trip_at,
        kafka_partition, kafka_offset, kafka_time
    from new_events
    {% if is_incremental() %}
    union all
    select
        ride_id, rider_id, driver_id, city, zone_id,
        pickup_latitude, pickup_longitude, dropoff_latitude, dropoff_longitude,
        status, sequence, fare, state_event_id,
        requested_at, accepted_at, completed_at, cancelled_at, counted_as_demand_at, counted_as_trip_at,
        kafka_partition, kafka_offset, kafka_time
    from {{ this }}
    where ride_id in (select new_events.ride_id from new_events)
    {% endif %}

),

-- The newest state is that of the highest sequence, of equal ones that of the lowest event_id, as in Flink.
ranked as (

    select
        ride_id, rider_id, driver_id, city, zone_id,
        pickup_latitude, pickup_longitude, dropoff_latitude, dropoff_longitude,
        status, sequence, fare, state_event_id, requested_at,
        row_number() over (partition by ride_id order by sequence desc, state_event_id asc) as newness,
        min(accepted_at) over (partition by ride_id) as accepted_at,
        min(completed_at) over (partition by ride_id) as completed_at,
        min(cancelled_at) over (partition by ride_id) as cancelled_at,
        min(counted_as_demand_at) over (partition by ride_id) as counted_as_demand_at,
        min(counted_as_trip_at) over (partition by ride_id) as counted_as_trip_at,
        max(kafka_partition) over (partition by ride_id) as kafka_partition,
        max(kafka_offset) over (partition by ride_id) as kafka_offset,
        max(kafka_time) over (partition by ride_id) as kafka_time
    from statements

)

select
    ---------- ids
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
    round(
        {{ haversine_km('pickup_latitude', 'pickup_longitude', 'dropoff_latitude', 'dropoff_longitude') }}, 6
    ) as trip_km,

    ---------- state
    status,
    sequence,
    state_event_id,

    ---------- money
    fare,
    {{ payout('fare') }} as payout,
    {{ commission('fare') }} as commission,

    ---------- times
    requested_at,
    accepted_at,
    completed_at,
    cancelled_at,
    counted_as_demand_at,
    counted_as_trip_at,

    ---------- place in Kafka
    kafka_partition,
    kafka_offset,
    kafka_time,
    {{ run_time() }} as loaded_at
from ranked
where newness = 1
