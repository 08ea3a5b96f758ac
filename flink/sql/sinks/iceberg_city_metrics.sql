-- Completed rides and their mean fare per city and minute.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_city_metrics (
  city STRING,
  window_start TIMESTAMP_LTZ(6),
  window_end TIMESTAMP_LTZ(6),
  total_trips BIGINT,
  average_fare DECIMAL(18, 6)
) WITH (
  'format-version' = '2',
  'write.distribution-mode' = 'none',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '134217728',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20',
  'commit.retry.num-retries' = '20'
);
