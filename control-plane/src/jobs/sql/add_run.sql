-- Told twice, a run is one run.
INSERT INTO runs (flink_job_id, job, version, started_at, from_path, operation)
VALUES (:flink_job_id, :job, :version, :at, :from_path, :operation)
ON CONFLICT (flink_job_id) DO NOTHING;
