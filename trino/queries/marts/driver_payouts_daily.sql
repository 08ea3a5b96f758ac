-- What does each driver earn per day?
SELECT day, driver_id, trips, fares, payout, commission, first_completed_at, last_completed_at
FROM iceberg.ride_hailing_marts.driver_payouts_daily
ORDER BY day DESC, payout DESC, driver_id
LIMIT 5000;
