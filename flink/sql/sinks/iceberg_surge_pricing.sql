-- Demand, supply and price multiplier per zone and window.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_surge_pricing (
  city STRING,
  zone_id STRING,
  window_start TIMESTAMP_LTZ(6),
  window_end TIMESTAMP_LTZ(6),
  demand_count BIGINT,
  supply_count BIGINT,
  surge_multiplier DECIMAL(3, 2)
) WITH (
  'format-version' = '2',
  'write.distribution-mode' = 'none',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '134217728',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20',
  'commit.retry.num-retries' = '20'
);
