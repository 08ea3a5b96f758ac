-- Which surge windows closed last? Looked for in the last ? seconds, so that only the newest files are read; then at most ? rows.
SELECT
  city,
  zone_id,
  window_start,
  window_end,
  demand_count,
  supply_count,
  surge_multiplier
FROM iceberg.ride_hailing.iceberg_surge_pricing
WHERE window_end >= current_timestamp - ? * INTERVAL '1' SECOND
ORDER BY window_end DESC
LIMIT ?;
