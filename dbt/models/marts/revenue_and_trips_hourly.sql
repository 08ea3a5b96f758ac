{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['city', 'hour']
) }}

select
    city,
    {{ utc_hour('completed_at') }} as hour,
    count(*) as trips,
    count(distinct driver_id) as drivers,
    cast(sum(fare) as decimal(18, 2)) as fares,
    cast(sum(payout) as decimal(18, 2)) as payout,
    cast(sum(commission) as decimal(18, 2)) as commission,
    {{ mean_amount('fare') }} as average_fare,
    sum(trip_km) as trip_km
from {{ ref('int_rides') }}
where status = 'COMPLETED'
    and {{ may_have_changed(utc_hour('completed_at'), 'hour') }}
group by city, {{ utc_hour('completed_at') }}
