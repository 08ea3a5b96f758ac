-- Every valid ride event as it came, duplicates and late ones too.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing.iceberg_ride_event_log (
  event_id STRING,
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
  event_time TIMESTAMP_LTZ(6),
  kafka_partition BIGINT,
  kafka_offset BIGINT,
  kafka_time TIMESTAMP_LTZ(6)
) WITH (
  'format-version' = '2',
  'write.distribution-mode' = 'none',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '134217728',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20',
  'commit.retry.num-retries' = '20'
);
