-- Which events were late last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
  topic,
  kafka_partition,
  kafka_offset,
  kafka_time,
  event_time,
  lateness_ms,
  payload
FROM iceberg.ride_hailing.iceberg_late_events
WHERE kafka_time >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY kafka_time DESC
LIMIT ?;
