-- Which records are no valid events? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
  topic,
  CAST(kafka_partition AS varchar) AS kafka_partition,
  CAST(kafka_offset AS varchar) AS kafka_offset,
  kafka_time,
  payload,
  reason
FROM iceberg.ride_hailing.iceberg_dead_letters
