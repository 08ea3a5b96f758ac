-- When was the newest ride changed state, if that was after ? (nanoseconds since 1970)? Reads only files with such rows.
SELECT max(updated_at) AS newest_event_time
FROM iceberg.ride_hailing.iceberg_ride_events
WHERE updated_at > CAST(from_unixtime_nanos(?) AS timestamp(6) with time zone);
