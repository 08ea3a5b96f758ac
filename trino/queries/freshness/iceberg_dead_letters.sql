-- When was the newest refused record arrived, if that was after ? (nanoseconds since 1970)? Reads only files with such rows.
SELECT max(kafka_time) AS newest_event_time
FROM iceberg.ride_hailing.iceberg_dead_letters
WHERE kafka_time > CAST(from_unixtime_nanos(?) AS timestamp(6) with time zone);
