-- Which commits brought these files (? is a JSON list of paths) of iceberg_ride_event_log?
SELECT
  entry.data_file.file_path AS path,
  entry.snapshot_id,
  snapshot.committed_at,
  snapshot.operation,
  element_at(snapshot.summary, 'flink.max-committed-checkpoint-id') AS checkpoint_id
FROM iceberg.ride_hailing."iceberg_ride_event_log$entries" AS entry
LEFT JOIN iceberg.ride_hailing."iceberg_ride_event_log$snapshots" AS snapshot ON snapshot.snapshot_id = entry.snapshot_id
WHERE entry.status < 2 AND contains(CAST(json_parse(?) AS array(varchar)), entry.data_file.file_path);
