-- Which late events carry this text?
SELECT topic, lateness_ms, payload
FROM iceberg.ride_hailing.iceberg_late_events
WHERE strpos(payload, ?) > 0
