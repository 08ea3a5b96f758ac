-- Which rides were matched last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
  ride_id,
  driver_id,
  zone_id,
  requested_at,
  driver_seen_at,
  distance_km
FROM iceberg.ride_hailing.iceberg_ride_matches
WHERE requested_at >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY requested_at DESC
LIMIT ?;
