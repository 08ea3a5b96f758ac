-- Which surge windows does a city have?
SELECT zone_id, to_unixtime(window_start) AS window_start, demand_count, supply_count, surge_multiplier
FROM iceberg.ride_hailing.iceberg_surge_pricing
WHERE city = ?
ORDER BY window_start
