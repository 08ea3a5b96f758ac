-- What was the newest availability report of every driver? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
  event_id,
  driver_id,
  city,
  zone_id,
  latitude,
  longitude,
  status,
  event_time
FROM iceberg.ride_hailing.iceberg_driver_locations
