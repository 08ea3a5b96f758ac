-- What of the last 24 hours came late or could not be read, per topic and hour?
SELECT
  topic,
  date_trunc('hour', kafka_time) AS hour,
  count_if(reason = 'late') AS late,
  count_if(reason <> 'late') AS dead_letters,
  max_by(reason, kafka_time) FILTER (WHERE reason <> 'late') AS newest_reason
FROM (
  SELECT topic, kafka_time, 'late' AS reason FROM iceberg.ride_hailing.iceberg_late_events
  UNION ALL
  SELECT topic, kafka_time, reason FROM iceberg.ride_hailing.iceberg_dead_letters
)
WHERE kafka_time > current_timestamp - INTERVAL '24' HOUR
GROUP BY topic, date_trunc('hour', kafka_time)
ORDER BY hour, topic
