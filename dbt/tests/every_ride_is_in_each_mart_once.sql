-- No mart loses or multiplies a ride.
with totals as (

    select 'int_rides' as source, count(*) as rides
    from {{ ref('int_rides') }}
    union all
    select 'ride_surge', count(*)
    from {{ ref('ride_surge') }}
    union all
    select 'ride_funnel', sum(requested)
    from {{ ref('ride_funnel') }}
    union all
    select 'match_quality', sum(requests)
    from {{ ref('match_quality') }}

)

select totals.*
from totals
inner join totals as expected on expected.source = 'int_rides'
where coalesce(totals.rides, 0) <> expected.rides
