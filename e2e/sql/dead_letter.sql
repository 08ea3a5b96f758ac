-- Which dead letters carry this text?
SELECT topic, payload, reason
FROM iceberg.ride_hailing.iceberg_dead_letters
WHERE strpos(payload, ?) > 0
