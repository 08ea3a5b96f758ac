-- Which driver was ride ? offered to, and in which file is the row?
SELECT driver_id, driver_seen_at, distance_km, "$path" AS path, "$file_modified_time" AS modified_at
FROM iceberg.ride_hailing.iceberg_ride_matches
WHERE ride_id = ?;
