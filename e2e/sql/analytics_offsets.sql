-- Up to which offset of each partition has the last build read the log?
SELECT kafka_partition, max(kafka_offset)
FROM iceberg.ride_hailing_audit.int_rides
GROUP BY kafka_partition
