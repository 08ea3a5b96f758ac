-- One row per ride: its newest state.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_ride_events (
  ride_id STRING,
  rider_id STRING,
  driver_id STRING,
  city STRING,
  zone_id STRING,
  pickup_latitude DOUBLE,
  pickup_longitude DOUBLE,
  dropoff_latitude DOUBLE,
  dropoff_longitude DOUBLE,
  status STRING,
  sequence BIGINT,
  fare DECIMAL(10, 2),
  requested_at TIMESTAMP_LTZ(6),
  updated_at TIMESTAMP_LTZ(6),
  PRIMARY KEY (ride_id) NOT ENFORCED
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
