SELECT flink_job_id, version, started_at, from_path FROM runs WHERE job = :job ORDER BY started_at DESC, rowid DESC;
