-- Valid events that came more than 5 s after their event_time.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_late_events (
  topic STRING,
  kafka_partition BIGINT,
  kafka_offset BIGINT,
  kafka_time TIMESTAMP_LTZ(6),
  event_time TIMESTAMP_LTZ(6),
  lateness_ms BIGINT,
  payload STRING
) WITH (
  'format-version' = '2',
  'write.distribution-mode' = 'none',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '134217728',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20',
  'commit.retry.num-retries' = '20'
);
