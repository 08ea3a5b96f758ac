-- The newest closed minutes of each city, printed as postgres/queries/audit/city_metrics.sql prints them.
SELECT
  city,
  CAST(total_trips AS VARCHAR) AS total_trips,
  CAST(average_fare AS VARCHAR) AS average_fare,
  CAST(minute + INTERVAL '1' MINUTE AS VARCHAR) AS last_updated
FROM (
  SELECT city, minute, total_trips, average_fare, ROW_NUMBER() OVER (PARTITION BY city ORDER BY minute DESC) AS age
  FROM iceberg.ride_hailing_audit.stg_city_minutes
)
WHERE age <= 10
