-- Which records that are no valid event name ride ?, appended from ? to ? (milliseconds since 1970)?
SELECT kafka_partition, kafka_offset, kafka_time, payload, reason
FROM iceberg.ride_hailing.iceberg_dead_letters
WHERE topic = 'ride_events'
  AND strpos(payload, ?) > 0
  AND kafka_time >= CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone)
  AND kafka_time <= CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone)
ORDER BY kafka_time
LIMIT 20;
