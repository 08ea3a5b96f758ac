{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['driver_id', 'day']
) }}

select
    driver_id,
    {{ utc_day('completed_at') }} as day,
    count(*) as trips,
    cast(sum(fare) as decimal(18, 2)) as fares,
    cast(sum(payout) as decimal(18, 2)) as payout,
    cast(sum(commission) as decimal(18, 2)) as commission,
    min(completed_at) as first_completed_at,
    max(completed_at) as last_completed_at
from {{ ref('int_rides') }}
where status = 'COMPLETED'
    and {{ may_have_changed(utc_day('completed_at'), 'day') }}
group by driver_id, {{ utc_day('completed_at') }}
