-- Which driver was matched to a ride?
SELECT ride_id, driver_id, zone_id, distance_km
FROM iceberg.ride_hailing.iceberg_ride_matches
WHERE ride_id = ?
