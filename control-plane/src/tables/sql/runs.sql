-- '' means any.
SELECT
  id, called, action, why, operation, started_at, ended_at, outcome, detail, sizes_before, sizes_after,
  probe_before_ms, probe_after_ms, cpu_s, attempts
FROM runs
WHERE (:called = '' OR called = :called) AND (:wanted = '' OR action = :wanted)
ORDER BY id DESC
LIMIT :most;
