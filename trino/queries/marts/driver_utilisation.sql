-- How much of their day do drivers spend on rides?
SELECT day, driver_id, rides, busy_seconds, span_seconds, utilisation, first_accepted_at, last_ended_at
FROM iceberg.ride_hailing_marts.driver_utilisation
ORDER BY day DESC, busy_seconds DESC, driver_id
LIMIT 5000;
