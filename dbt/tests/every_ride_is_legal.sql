-- A ride is requested, accepted, then completed or cancelled, in this order of time and with a driver from acceptance on.
-- Steps may arrive out of order, so a missing one counts as missing only after ten minutes.
with rides as (

    select
        *,
        kafka_time < {{ run_time() }} - interval '10' minute as is_settled
    from {{ ref('int_rides') }}

),

judged as (

    select
        ride_id,
        status,
        sequence,
        driver_id,
        requested_at,
        accepted_at,
        completed_at,
        cancelled_at,
        case
            when status = 'COMPLETED' and accepted_at is null and is_settled then 'completed, never accepted'
            when completed_at is not null and cancelled_at is not null then 'both completed and cancelled'
            when status in ('ACCEPTED', 'COMPLETED') and driver_id is null then 'has no driver'
            when status = 'REQUESTED' and driver_id is not null then 'has a driver before it is accepted'
            when accepted_at < requested_at then 'accepted before it was requested'
            when completed_at < accepted_at then 'completed before it was accepted'
            when cancelled_at < coalesce(accepted_at, requested_at) then 'cancelled before the step before'
        end as problem
    from rides

)

select * from judged
where problem is not null
