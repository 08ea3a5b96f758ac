-- Which events of one ride are in the log?
SELECT event_id, sequence, kafka_partition, kafka_offset
FROM iceberg.ride_hailing.iceberg_ride_event_log
WHERE ride_id = ?
ORDER BY kafka_offset
