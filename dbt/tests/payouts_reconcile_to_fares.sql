-- Every cent of every completed ride's fare is in exactly one driver's day and one city's hour. Payouts are computed a
-- second time here, in whole cents: 80 % half-up of c cents is (80 c + 50) / 100, cut off.
with rides as (

    select
        cast(fare * 100 as bigint) as fare_cents,
        (cast(fare * 100 as bigint) * 80 + 50) / 100 as payout_cents
    from {{ ref('int_rides') }}
    where status = 'COMPLETED'

),

totals as (

    select 'rides' as source, count(*) as trips, sum(fare_cents) as fare_cents, sum(payout_cents) as payout_cents
    from rides
    union all
    select 'driver_payouts_daily', sum(trips), cast(sum(fares) * 100 as bigint), cast(sum(payout) * 100 as bigint)
    from {{ ref('driver_payouts_daily') }}
    union all
    select 'revenue_and_trips_hourly', sum(trips), cast(sum(fares) * 100 as bigint), cast(sum(payout) * 100 as bigint)
    from {{ ref('revenue_and_trips_hourly') }}
    union all
    select
        'ride_surge',
        count(*),
        cast(sum(fare) * 100 as bigint),
        cast(sum(payout) * 100 as bigint)
    from {{ ref('ride_surge') }}
    where status = 'COMPLETED'

)

select totals.*
from totals
inner join totals as expected on expected.source = 'rides'
where coalesce(totals.trips, 0) <> coalesce(expected.trips, 0)
    or coalesce(totals.fare_cents, 0) <> coalesce(expected.fare_cents, 0)
    or coalesce(totals.payout_cents, 0) <> coalesce(expected.payout_cents, 0)
