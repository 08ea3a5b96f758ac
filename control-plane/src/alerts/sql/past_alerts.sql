SELECT alerts.*, NULL AS silenced_until, NULL AS silenced_reason FROM alerts
WHERE resolved_at IS NOT NULL
ORDER BY resolved_at DESC, id DESC
LIMIT :most;
