-- How did demand, supply and surge of each city go, minute by minute, in the newest 3 hours?
SELECT
  city,
  minute,
  sum(demand_count) AS demand_count,
  sum(supply_count) AS supply_count,
  CAST(round(
    coalesce(
      sum(CAST(demand_count AS decimal(18, 0)) * surge_multiplier) / nullif(sum(demand_count), 0),
      avg(CAST(surge_multiplier AS decimal(12, 6)))
    ), 4
  ) AS decimal(9, 4)) AS mean_surge,
  max(highest_surge_multiplier) AS highest_surge_multiplier
FROM iceberg.ride_hailing_marts.zone_surge_history
WHERE minute >= (
  SELECT max(newest.minute) - INTERVAL '3' HOUR
  FROM iceberg.ride_hailing_marts.zone_surge_history AS newest
)
GROUP BY city, minute
ORDER BY minute DESC, city
LIMIT 5000;
