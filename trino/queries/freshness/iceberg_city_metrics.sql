-- When was the newest city minute closed, if that was after ? (nanoseconds since 1970)? Reads only files with such rows.
SELECT max(window_end) AS newest_event_time
FROM iceberg.ride_hailing.iceberg_city_metrics
WHERE window_end > CAST(from_unixtime_nanos(?) AS timestamp(6) with time zone);
