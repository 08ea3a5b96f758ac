-- What is the newest state of every ride? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
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
  updated_at
FROM iceberg.ride_hailing.iceberg_ride_events
