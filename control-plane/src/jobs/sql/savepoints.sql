-- Those not deleted, newest first.
SELECT savepoints.id, savepoints.job, path, savepoints.flink_job_id, version, checkpoint_id, taken_at, bytes,
  savepoints.operation
FROM savepoints LEFT JOIN runs ON runs.flink_job_id = savepoints.flink_job_id
WHERE savepoints.job = :job AND deleted_at IS NULL
ORDER BY taken_at DESC, id DESC;
