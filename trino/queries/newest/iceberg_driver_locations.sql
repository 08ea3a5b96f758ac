-- Which drivers reported last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
  event_id,
  driver_id,
  city,
  zone_id,
  latitude,
  longitude,
  status,
  event_time
FROM iceberg.ride_hailing.iceberg_driver_locations
WHERE event_time >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY event_time DESC
LIMIT ?;
