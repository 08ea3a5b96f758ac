-- The newest of each run and table stays: it says how far the run has committed.
DELETE FROM commits
WHERE committed_at < :before
  AND checkpoint_id < (
    SELECT max(other.checkpoint_id) FROM commits AS other
    WHERE other.flink_job_id = commits.flink_job_id AND other.table_name = commits.table_name
  );
