-- Which rides changed last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
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
  updated_at
FROM iceberg.ride_hailing.iceberg_ride_events
WHERE updated_at >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY updated_at DESC
LIMIT ?;
