SELECT table_name, kind FROM sinks WHERE flink_job_id = :id ORDER BY position, table_name;
