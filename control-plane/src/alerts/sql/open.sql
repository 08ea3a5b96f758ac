-- Opens an alert, or brings the open one of the same trouble up to date.
INSERT INTO alerts (rule, key, severity, object, job, title, cause, action, since, opened_at, seen_at)
VALUES (:rule, :key, :severity, :object, :job, :title, :cause, :action, :since, :now, :now)
ON CONFLICT (rule, key) WHERE resolved_at IS NULL
DO UPDATE SET severity = excluded.severity, title = excluded.title, cause = excluded.cause, action = excluded.action, seen_at = excluded.seen_at;
