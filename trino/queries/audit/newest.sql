-- How new is the newest row that each job has committed, by when its record came to be (milliseconds since 1970)?
SELECT
  'rides' AS job,
  CAST(to_unixtime(max(kafka_time)) * 1000 AS bigint) AS newest
FROM iceberg.ride_hailing.iceberg_ride_event_log
WHERE event_time > current_timestamp - INTERVAL '30' MINUTE
UNION ALL
SELECT
  'zones' AS job,
  CAST(to_unixtime(max(event_time)) * 1000 AS bigint) AS newest
FROM iceberg.ride_hailing.iceberg_driver_locations
WHERE event_time > current_timestamp - INTERVAL '30' MINUTE
