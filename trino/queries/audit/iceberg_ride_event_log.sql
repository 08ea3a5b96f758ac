-- Which valid ride events were recorded, duplicates and late ones too? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
  event_id,
  ride_id,
  rider_id,
  driver_id,
  city,
  zone_id,
  pickup_latitude,
  pickup_longitude,
  dropoff_latitude,
  dropoff_longitude,
  status,
  CAST(sequence AS varchar) AS sequence,
  fare,
  requested_at,
  event_time,
  CAST(kafka_partition AS varchar) AS kafka_partition,
  CAST(kafka_offset AS varchar) AS kafka_offset,
  kafka_time
FROM iceberg.ride_hailing.iceberg_ride_event_log
