INSERT INTO commits (flink_job_id, table_name, checkpoint_id, snapshot_id, committed_at)
VALUES (:job, :table_name, :checkpoint_id, :snapshot_id, :committed_at)
ON CONFLICT DO NOTHING;
