-- How many rides ended in every city and minute, at what average fare? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
  city,
  window_start,
  window_end,
  CAST(total_trips AS varchar) AS total_trips,
  average_fare
FROM iceberg.ride_hailing.iceberg_city_metrics
