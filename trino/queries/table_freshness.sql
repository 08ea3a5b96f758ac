-- How fresh is each Iceberg table: its newest event and its newest commit?
-- Asked of metadata alone (column statistics and snapshots), so no data file is read.
SELECT
  'iceberg_ride_events' AS table_name,
  (SELECT max(data.updated_at.max) FROM iceberg.ride_hailing."iceberg_ride_events$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_ride_events$snapshots") AS committed_at
UNION ALL
SELECT
  'iceberg_ride_event_log' AS table_name,
  (SELECT max(data.event_time.max) FROM iceberg.ride_hailing."iceberg_ride_event_log$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_ride_event_log$snapshots") AS committed_at
UNION ALL
SELECT
  'iceberg_driver_locations' AS table_name,
  (SELECT max(data.event_time.max) FROM iceberg.ride_hailing."iceberg_driver_locations$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_driver_locations$snapshots") AS committed_at
UNION ALL
SELECT
  'iceberg_ride_matches' AS table_name,
  (SELECT max(data.requested_at.max) FROM iceberg.ride_hailing."iceberg_ride_matches$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_ride_matches$snapshots") AS committed_at
UNION ALL
SELECT
  'iceberg_surge_pricing' AS table_name,
  (SELECT max(data.window_end.max) FROM iceberg.ride_hailing."iceberg_surge_pricing$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_surge_pricing$snapshots") AS committed_at
UNION ALL
SELECT
  'iceberg_city_metrics' AS table_name,
  (SELECT max(data.window_end.max) FROM iceberg.ride_hailing."iceberg_city_metrics$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_city_metrics$snapshots") AS committed_at
UNION ALL
SELECT
  'iceberg_late_events' AS table_name,
  (SELECT max(data.event_time.max) FROM iceberg.ride_hailing."iceberg_late_events$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_late_events$snapshots") AS committed_at
UNION ALL
SELECT
  'iceberg_dead_letters' AS table_name,
  (SELECT max(data.kafka_time.max) FROM iceberg.ride_hailing."iceberg_dead_letters$partitions") AS newest_event_time,
  (SELECT max(committed_at) FROM iceberg.ride_hailing."iceberg_dead_letters$snapshots") AS committed_at;
