-- How did demand, supply and surge go in each zone, minute by minute?
SELECT
  city, zone_id, minute, demand_count, supply_count, surge_multiplier, highest_surge_multiplier, windows, surging_windows
FROM iceberg.ride_hailing_marts.zone_surge_history
ORDER BY minute DESC, city, zone_id
LIMIT 5000;
