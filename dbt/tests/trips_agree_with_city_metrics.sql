-- Each closed minute of iceberg_city_metrics has the trips and the mean fare that the rides have, on-time ones only.
-- Minutes that the rides may not have reached when they were built are left out.
with reach as (

    select date_trunc('minute', max(kafka_time)) - interval '2' minute as complete_until
    from {{ ref('int_rides') }}

),

trips as (

    select
        city,
        date_trunc('minute', counted_as_trip_at) as minute,
        count(*) as total_trips,
        {{ mean_amount('fare') }} as average_fare
    from {{ ref('int_rides') }}
    where counted_as_trip_at is not null
    group by city, date_trunc('minute', counted_as_trip_at)

)

select
    coalesce(trips.city, minutes.city) as city,
    coalesce(trips.minute, minutes.minute) as minute,
    trips.total_trips,
    minutes.total_trips as flink_total_trips,
    trips.average_fare,
    minutes.average_fare as flink_average_fare
from trips
full outer join {{ ref('stg_city_minutes') }} as minutes
    on trips.city = minutes.city and trips.minute = minutes.minute
cross join reach
where coalesce(trips.minute, minutes.minute) < reach.complete_until
    and (
        trips.total_trips is distinct from minutes.total_trips
        or trips.average_fare is distinct from minutes.average_fare
    )
