{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['city', 'hour']
) }}

with rides as (

    select * from {{ ref('int_rides') }}
    where {{ may_have_changed(utc_hour('requested_at'), 'hour') }}

),

offers as (

    select
        rides.city,
        {{ utc_hour('rides.requested_at') }} as hour,
        matches.ride_id is not null as is_matched,
        rides.accepted_at is not null as is_accepted,
        matches.matched_driver_id = rides.driver_id as is_accepted_by_match,
        matches.distance_km,
        {{ seconds_between('matches.driver_seen_at', 'rides.requested_at') }} as report_age_seconds
    from rides
    left join {{ ref('stg_ride_matches') }} as matches on rides.ride_id = matches.ride_id

)

select
    city,
    hour,
    count(*) as requests,
    count_if(is_matched) as matched,
    count_if(is_accepted) as accepted,
    count_if(is_accepted and is_matched) as matched_and_accepted,
    count_if(is_accepted and is_accepted_by_match) as accepted_by_match,
    {{ share('count_if(is_matched)', 'count(*)') }} as matched_share,
    {{ share(
        'count_if(is_accepted and is_accepted_by_match)', 'count_if(is_accepted and is_matched)'
    ) }} as agreement,
    avg(distance_km) as average_distance_km,
    approx_percentile(distance_km, 0.95) as p95_distance_km,
    avg(report_age_seconds) as average_report_age_seconds
from offers
group by city, hour
