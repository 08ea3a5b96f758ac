-- Which city minutes closed last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
  city,
  window_start,
  window_end,
  total_trips,
  average_fare
FROM iceberg.ride_hailing.iceberg_city_metrics
WHERE window_end >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY window_end DESC
LIMIT ?;
