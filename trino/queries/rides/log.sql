-- Which events of ride ? are in the log, happened from ? to ? (milliseconds since 1970), and in which file is each?
SELECT
  event_id,
  status,
  sequence,
  event_time,
  city,
  zone_id,
  requested_at,
  kafka_partition,
  kafka_offset,
  kafka_time,
  "$path" AS path,
  "$file_modified_time" AS modified_at
FROM iceberg.ride_hailing.iceberg_ride_event_log
WHERE ride_id = ?
  AND event_time >= CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone)
  AND event_time <= CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone)
ORDER BY kafka_partition, kafka_offset;
