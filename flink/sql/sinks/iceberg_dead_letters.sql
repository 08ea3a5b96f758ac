-- Records that hold no valid event, and why.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_dead_letters (
  topic STRING,
  kafka_partition BIGINT,
  kafka_offset BIGINT,
  kafka_time TIMESTAMP_LTZ(6),
  payload STRING,
  reason STRING
) WITH (
  'format-version' = '2',
  'write.distribution-mode' = 'none',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '134217728',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20',
  'commit.retry.num-retries' = '20'
);
