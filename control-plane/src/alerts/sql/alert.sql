SELECT alerts.*, silences.until AS silenced_until, silences.reason AS silenced_reason
FROM alerts LEFT JOIN silences ON silences.rule = alerts.rule AND silences.key = alerts.key AND silences.until > :now
WHERE alerts.id = :id;
