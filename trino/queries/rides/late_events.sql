-- Which ride events of partition ?, from offset ? to ?, were late?
SELECT kafka_offset
FROM iceberg.ride_hailing.iceberg_late_events
WHERE topic = 'ride_events' AND kafka_partition = ? AND kafka_offset BETWEEN ? AND ?;
