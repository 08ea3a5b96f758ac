-- Told twice, a savepoint is one savepoint.
INSERT INTO savepoints (job, path, flink_job_id, checkpoint_id, taken_at, bytes, operation)
VALUES (:job, :path, :flink_job_id, :checkpoint_id, :at, :bytes, :operation)
ON CONFLICT (path) DO NOTHING;
