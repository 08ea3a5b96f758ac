-- In which state are the rides requested in the last hour, by city?
-- Asked of the log, not of iceberg_ride_events, by the rule that makes that table (highest sequence, then lowest
-- event_id): appended files need no equality deletes merged, which made the same answer four times as dear.
WITH rides AS (
  SELECT
    min_by(city, ROW(-sequence, event_id)) AS city,
    min_by(status, ROW(-sequence, event_id)) AS status,
    max(event_time) AS newest_event_time
  FROM iceberg.ride_hailing.iceberg_ride_event_log
  WHERE event_time >= current_timestamp - INTERVAL '1' HOUR
    AND requested_at >= current_timestamp - INTERVAL '1' HOUR
  GROUP BY ride_id
)

SELECT city, status, count(*) AS rides, max(newest_event_time) AS newest_event_time
FROM rides
GROUP BY city, status
ORDER BY city, status;
