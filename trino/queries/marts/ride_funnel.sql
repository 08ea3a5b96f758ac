-- How many requests become trips, and how long do riders wait?
SELECT
  city, hour, requested, accepted, completed, waiting, under_way, cancelled_before_acceptance,
  cancelled_after_acceptance, accepted_share, completed_share, average_wait_seconds, p50_wait_seconds,
  p95_wait_seconds, average_trip_seconds
FROM iceberg.ride_hailing_marts.ride_funnel
ORDER BY hour DESC, city
LIMIT 5000;
