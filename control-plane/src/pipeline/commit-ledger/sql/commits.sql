-- The newest commits of a run to a table, newest first.
SELECT checkpoint_id, snapshot_id, committed_at FROM commits
WHERE flink_job_id = :id AND table_name = :table_name
ORDER BY checkpoint_id DESC
LIMIT :most;
