-- Which surge applied to each ride?
SELECT
  ride_id, city, zone_id, status, surge_multiplier, is_surge_final, surge_window_end, demand_count, supply_count, fare,
  payout, commission, driver_id, rider_id, requested_at, completed_at
FROM iceberg.ride_hailing_marts.ride_surge
ORDER BY requested_at DESC, ride_id
LIMIT 5000;
