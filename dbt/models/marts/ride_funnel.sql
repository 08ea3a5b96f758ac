{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['city', 'hour']
) }}

with rides as (

    select
        city,
        status,
        {{ utc_hour('requested_at') }} as hour,
        accepted_at is not null as is_accepted,
        {{ seconds_between('requested_at', 'accepted_at') }} as wait_seconds,
        {{ seconds_between('accepted_at', 'completed_at') }} as trip_seconds
    from {{ ref('int_rides') }}
    where {{ may_have_changed(utc_hour('requested_at'), 'hour') }}

)

select
    city,
    hour,

    ---------- each ride is in exactly one of these
    count(*) as requested,
    count_if(status = 'REQUESTED') as waiting,
    count_if(status = 'ACCEPTED') as under_way,
    count_if(status = 'COMPLETED') as completed,
    count_if(status = 'CANCELLED' and not is_accepted) as cancelled_before_acceptance,
    count_if(status = 'CANCELLED' and is_accepted) as cancelled_after_acceptance,

    ---------- the funnel
    count_if(is_accepted) as accepted,
    {{ share('count_if(is_accepted)', 'count(*)') }} as accepted_share,
    {{ share("count_if(status = 'COMPLETED')", 'count(*)') }} as completed_share,

    ---------- times
    avg(wait_seconds) as average_wait_seconds,
    approx_percentile(cast(wait_seconds as double), 0.5) as p50_wait_seconds,
    approx_percentile(cast(wait_seconds as double), 0.95) as p95_wait_seconds,
    avg(trip_seconds) as average_trip_seconds
from rides
group by city, hour
