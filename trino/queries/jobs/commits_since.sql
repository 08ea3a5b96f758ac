-- Which checkpoints has each Flink job committed to a table after a moment (milliseconds since 1970)?
SELECT
  element_at(summary, 'flink.job-id') AS job_id,
  CAST(element_at(summary, 'flink.max-committed-checkpoint-id') AS bigint) AS checkpoint_id,
  count(*) AS commits,
  CAST(to_unixtime(max(committed_at)) * 1000 AS bigint) AS newest_ms
FROM :snapshots
WHERE element_at(summary, 'flink.job-id') IS NOT NULL
  AND committed_at > from_unixtime(:since_ms / 1e3)
GROUP BY 1, 2
