-- What was the surge in each zone at ? (milliseconds since 1970, twice): of each zone the last window closed then, of the 5 minutes before?
SELECT
  city,
  zone_id,
  max(window_start) AS window_start,
  max(window_end) AS window_end,
  max_by(demand_count, window_end) AS demand_count,
  max_by(supply_count, window_end) AS supply_count,
  max_by(surge_multiplier, window_end) AS surge_multiplier
FROM iceberg.ride_hailing.iceberg_surge_pricing
WHERE window_start >= CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone) - INTERVAL '6' MINUTE
  AND window_end <= CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone)
GROUP BY city, zone_id
ORDER BY city, zone_id;
