SELECT alerts.*, silences.until AS silenced_until, silences.reason AS silenced_reason
FROM alerts LEFT JOIN silences ON silences.rule = alerts.rule AND silences.key = alerts.key AND silences.until > :now
WHERE resolved_at IS NULL
ORDER BY severity = 'critical' DESC, since;
