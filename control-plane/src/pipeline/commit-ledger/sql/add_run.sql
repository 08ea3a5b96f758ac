INSERT INTO runs (flink_job_id, job, started_at, interval_ms) VALUES (:id, :job, :started_at, :interval_ms)
ON CONFLICT (flink_job_id) DO UPDATE SET interval_ms = excluded.interval_ms;
