-- Which driver was nearest to every matched ride? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
  ride_id,
  driver_id,
  zone_id,
  requested_at,
  driver_seen_at,
  distance_km
FROM iceberg.ride_hailing.iceberg_ride_matches
