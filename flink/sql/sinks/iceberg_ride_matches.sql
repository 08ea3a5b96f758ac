-- One row per matched ride: the driver it is offered to.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_ride_matches (
  ride_id STRING,
  driver_id STRING,
  zone_id STRING,
  requested_at TIMESTAMP_LTZ(6),
  driver_seen_at TIMESTAMP_LTZ(6),
  distance_km DOUBLE,
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
