-- In which state are the rides requested in the last hour, by city?
SELECT city, status, count(*) AS rides, max(updated_at) AS newest_event_time
FROM iceberg.ride_hailing.iceberg_ride_events
WHERE requested_at >= current_timestamp - INTERVAL '1' HOUR
GROUP BY city, status
ORDER BY city, status;
