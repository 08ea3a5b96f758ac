-- How many rides were requested at which surge, and what do they pay? One row per quarter step.
SELECT
  floor(surge_multiplier * 4) / 4 AS surge_from,
  count(*) AS rides,
  count_if(status = 'COMPLETED') AS completed,
  count_if(status = 'CANCELLED') AS cancelled,
  CAST(avg(fare) AS decimal(18, 2)) AS average_fare
FROM iceberg.ride_hailing_marts.ride_surge
GROUP BY floor(surge_multiplier * 4) / 4
ORDER BY surge_from;
