-- How many drivers were busy for how much of the newest day? One row per tenth.
SELECT
  least(floor(utilisation * 10), 9) * 10 AS percent_from,
  count(*) AS drivers,
  sum(rides) AS rides
FROM iceberg.ride_hailing_marts.driver_utilisation
WHERE day = (SELECT max(newest.day) FROM iceberg.ride_hailing_marts.driver_utilisation AS newest)
  AND utilisation IS NOT NULL
GROUP BY least(floor(utilisation * 10), 9)
ORDER BY percent_from;
