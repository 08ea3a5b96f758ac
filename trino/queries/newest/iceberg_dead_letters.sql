-- Which records were refused last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
  topic,
  kafka_partition,
  kafka_offset,
  kafka_time,
  payload,
  reason
FROM iceberg.ride_hailing.iceberg_dead_letters
WHERE kafka_time >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY kafka_time DESC
LIMIT ?;
