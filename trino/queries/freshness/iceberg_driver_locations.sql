-- When was the newest driver reported, if that was after ? (nanoseconds since 1970)? Reads only files with such rows.
SELECT max(event_time) AS newest_event_time
FROM iceberg.ride_hailing.iceberg_driver_locations
WHERE event_time > CAST(from_unixtime_nanos(?) AS timestamp(6) with time zone);
