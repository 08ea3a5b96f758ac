-- Up to which checkpoint has each job committed to each table, and when last (milliseconds since 1970)?
SELECT
  'iceberg_ride_events' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_ride_events$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
UNION ALL
SELECT
  'iceberg_ride_event_log' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_ride_event_log$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
UNION ALL
SELECT
  'iceberg_driver_locations' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_driver_locations$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
UNION ALL
SELECT
  'iceberg_ride_matches' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_ride_matches$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
UNION ALL
SELECT
  'iceberg_surge_pricing' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_surge_pricing$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
UNION ALL
SELECT
  'iceberg_city_metrics' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_city_metrics$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
UNION ALL
SELECT
  'iceberg_late_events' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_late_events$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
UNION ALL
SELECT
  'iceberg_dead_letters' AS table_name,
  element_at(summary, 'flink.job-id') AS job_id,
  max(CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint)) AS checkpoint_id,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS committed_at
FROM iceberg.ride_hailing."iceberg_dead_letters$snapshots"
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
GROUP BY 2
