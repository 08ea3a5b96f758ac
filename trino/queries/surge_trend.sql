-- How did demand, supply and surge of each city move in the last 30 minutes? One row per city and closed window.
SELECT
  city,
  window_end,
  sum(demand_count) AS demand_count,
  sum(supply_count) AS supply_count,
  -- A city without any demand has no weights: its plain mean is the surge a first rider would see.
  round(
    coalesce(
      sum(CAST(demand_count AS decimal(18, 0)) * surge_multiplier) / nullif(sum(demand_count), 0),
      avg(CAST(surge_multiplier AS decimal(12, 6)))
    ),
    4
  ) AS mean_surge,
  max(surge_multiplier) AS max_surge,
  count_if(surge_multiplier > 1) AS surging_zones,
  window_end AS newest_event_time
FROM iceberg.ride_hailing.iceberg_surge_pricing
WHERE window_start >= current_timestamp - INTERVAL '31' MINUTE
  AND window_end >= current_timestamp - INTERVAL '30' MINUTE
GROUP BY city, window_end
ORDER BY window_end, city;
