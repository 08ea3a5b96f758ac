-- A completed ride without a fare (ride ?), which no valid record can be, at a place that Kafka never gives.
INSERT INTO iceberg.ride_hailing.iceberg_ride_event_log
VALUES (
  'corrupt',
  ?,
  'rider',
  'driver',
  'Nowhere',
  'zone',
  0e0, 0e0, 0e0, 0e0,
  'COMPLETED',
  3,
  NULL,
  current_timestamp - INTERVAL '1' MINUTE,
  current_timestamp,
  0,
  -1,
  current_timestamp
)
