-- The run of a job that was started last.
SELECT flink_job_id, job, started_at, interval_ms FROM runs WHERE job = :job ORDER BY started_at DESC LIMIT 1;
