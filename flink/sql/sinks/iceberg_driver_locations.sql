-- One row per driver: the newest availability report.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_driver_locations (
  event_id STRING,
  driver_id STRING,
  city STRING,
  zone_id STRING,
  latitude DOUBLE,
  longitude DOUBLE,
  status STRING,
  event_time TIMESTAMP_LTZ(6),
  PRIMARY KEY (driver_id) NOT ENFORCED
) WITH (
  'format-version' = '2',
  'write.upsert.enabled' = 'true',
  'write.delete.granularity' = 'file',
  'write.distribution-mode' = 'hash',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '134217728',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20',
  'commit.retry.num-retries' = '20'
);
