-- When was the newest matched ride was requested, if that was after ? (nanoseconds since 1970)? Reads only files with such rows.
SELECT max(requested_at) AS newest_event_time
FROM iceberg.ride_hailing.iceberg_ride_matches
WHERE requested_at > CAST(from_unixtime_nanos(?) AS timestamp(6) with time zone);
