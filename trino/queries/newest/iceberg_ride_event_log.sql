-- Which ride events arrived last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
  event_id,
  ride_id,
  rider_id,
  driver_id,
  city,
  zone_id,
  pickup_latitude,
  pickup_longitude,
  dropoff_latitude,
  dropoff_longitude,
  status,
  sequence,
  fare,
  requested_at,
  event_time,
  kafka_partition,
  kafka_offset,
  kafka_time
FROM iceberg.ride_hailing.iceberg_ride_event_log
WHERE kafka_time >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY kafka_time DESC
LIMIT ?;
