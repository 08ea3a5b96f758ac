-- What does the published mart pay? In whole cents.
SELECT driver_id, CAST(day AS varchar), trips, CAST(fares * 100 AS bigint), CAST(payout * 100 AS bigint)
FROM iceberg.ride_hailing_marts.driver_payouts_daily
