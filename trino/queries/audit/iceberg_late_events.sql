-- Which events came more than 5 seconds late? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
  topic,
  CAST(kafka_partition AS varchar) AS kafka_partition,
  CAST(kafka_offset AS varchar) AS kafka_offset,
  kafka_time,
  event_time,
  CAST(lateness_ms AS varchar) AS lateness_ms,
  payload
FROM iceberg.ride_hailing.iceberg_late_events
