-- Topic driver_locations as raw records; views/driver_locations.sql reads the pings in them.
CREATE TEMPORARY TABLE driver_location_records (
  kafka_key STRING,
  kafka_value BYTES,
  kafka_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  kafka_partition INT METADATA FROM 'partition' VIRTUAL,
  kafka_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  rowtime AS event_rowtime(kafka_value, kafka_time),
  -- On time means event_time >= kafka_time - 5 s, so no on-time event is ever behind this watermark. Heartbeats reach
  -- every partition each second, so none is ever given up: that would drop what it holds when it is read again.
  -- lint: allow no-idle-timeout because the control plane writes heartbeats to every partition
  WATERMARK FOR rowtime AS kafka_time - INTERVAL '5.001' SECOND(1, 3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'driver_locations',
  'properties.bootstrap.servers' = '${KAFKA_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'lakehouse-flink-driver_locations',
  -- Without these a consumer asks the broker again for every single record; at most this much later counts for nothing.
  'properties.fetch.min.bytes' = '65536',
  'properties.fetch.max.wait.ms' = '200',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'kafka_key',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);
