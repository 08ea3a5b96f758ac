-- In which state is ride ?, and in which file is its row?
SELECT
  ride_id,
  rider_id,
  driver_id,
  city,
  zone_id,
  status,
  sequence,
  fare,
  requested_at,
  updated_at,
  "$path" AS path,
  "$file_modified_time" AS modified_at
FROM iceberg.ride_hailing.iceberg_ride_events
WHERE ride_id = ?;
