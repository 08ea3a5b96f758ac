-- The newest checkpoints of a run, newest first.
SELECT id, kind, triggered_at, completed_at FROM checkpoints WHERE flink_job_id = :id ORDER BY id DESC LIMIT :most;
