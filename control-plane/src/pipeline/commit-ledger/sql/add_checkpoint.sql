INSERT INTO checkpoints (flink_job_id, id, kind, triggered_at, completed_at)
VALUES (:job, :id, :kind, :triggered_at, :completed_at)
ON CONFLICT DO NOTHING;
