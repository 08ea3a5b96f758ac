UPDATE runs
SET
  ended_at = :ended_at,
  outcome = :outcome,
  detail = :detail,
  sizes_before = :sizes_before,
  sizes_after = :sizes_after,
  probe_before_ms = :probe_before_ms,
  probe_after_ms = :probe_after_ms,
  cpu_s = :cpu_s,
  attempts = :attempts
WHERE id = :id;
