-- What did the surge windows of city ?, zone ? count that closed from ? to ? (milliseconds since 1970)?
SELECT window_start, window_end, demand_count, supply_count, surge_multiplier
FROM iceberg.ride_hailing.iceberg_surge_pricing
WHERE city = ?
  AND zone_id = ?
  AND window_end BETWEEN CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone)
  AND CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone)
ORDER BY window_end;
