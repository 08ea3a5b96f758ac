{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['driver_id', 'day']
) }}

with rides as (

    select
        driver_id,
        accepted_at,
        coalesce(completed_at, cancelled_at) as ended_at
    from {{ ref('int_rides') }}
    where driver_id is not null
        and status in ('COMPLETED', 'CANCELLED')
        and accepted_at <= coalesce(completed_at, cancelled_at)

),

-- A ride over midnight is work of both days.
shifts as (

    select
        rides.driver_id,
        days.day,
        greatest(rides.accepted_at, {{ day_start('days.day') }}) as began_at,
        least(rides.ended_at, {{ day_start("days.day + interval '1' day") }}) as ended_at
    from rides
    cross join unnest(sequence(
        {{ utc_day('rides.accepted_at') }}, {{ utc_day('rides.ended_at') }}, interval '1' day
    )) as days (day)

),

driver_days as (

    select
        driver_id,
        day,
        count(*) as rides,
        sum({{ seconds_between('began_at', 'ended_at') }}) as busy_seconds,
        min(began_at) as first_accepted_at,
        max(ended_at) as last_ended_at
    from shifts
    where {{ may_have_changed('day', 'day') }}
    group by driver_id, day

)

select
    driver_id,
    day,
    rides,
    busy_seconds,
    {{ seconds_between('first_accepted_at', 'last_ended_at') }} as span_seconds,
    {{ share('busy_seconds', seconds_between('first_accepted_at', 'last_ended_at')) }} as utilisation,
    first_accepted_at,
    last_ended_at
from driver_days
