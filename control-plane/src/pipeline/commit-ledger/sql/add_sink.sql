INSERT INTO sinks (flink_job_id, position, table_name, kind) VALUES (:id, :position, :table_name, :kind)
ON CONFLICT DO NOTHING;
