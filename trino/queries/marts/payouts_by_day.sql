-- What is paid per day, to how many drivers, and how is it spread?
SELECT
  day,
  count(*) AS drivers,
  sum(trips) AS trips,
  sum(fares) AS fares,
  sum(payout) AS payout,
  sum(commission) AS commission,
  CAST(approx_percentile(CAST(payout AS double), 0.5) AS decimal(18, 2)) AS median_payout,
  max(payout) AS highest_payout
FROM iceberg.ride_hailing_marts.driver_payouts_daily
GROUP BY day
ORDER BY day DESC
LIMIT 5000;
