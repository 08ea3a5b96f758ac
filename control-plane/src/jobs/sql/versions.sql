-- Newest first, with how often and when last each was started.
SELECT
  number, spec, graph, created_at,
  (SELECT count(*) FROM runs WHERE runs.job = versions.job AND version = number) AS starts,
  (SELECT max(started_at) FROM runs WHERE runs.job = versions.job AND version = number) AS last_started_at
FROM versions
WHERE job = :job
ORDER BY number DESC;
