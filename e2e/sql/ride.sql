-- What is the newest state of one ride?
SELECT ride_id, rider_id, driver_id, city, zone_id, pickup_latitude, status, sequence, fare, requested_at, updated_at
FROM iceberg.ride_hailing.iceberg_ride_events
WHERE ride_id = ?
