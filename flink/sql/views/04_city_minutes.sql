-- Completed rides and their mean fare per city and minute; a ride counts once, at its first completion.
CREATE TEMPORARY VIEW first_completions AS
SELECT city, fare, rowtime
FROM (
  SELECT city, fare, rowtime, ROW_NUMBER() OVER (PARTITION BY ride_id ORDER BY rowtime) AS occurrence
  FROM on_time_ride_events
  WHERE status = 'COMPLETED'
)
WHERE occurrence = 1;

-- AVG of a DECIMAL is exact: the quotient is rounded once, half-up.
CREATE TEMPORARY VIEW city_minutes AS
SELECT
  city,
  CAST(window_start AS TIMESTAMP_LTZ(3)) AS window_start,
  CAST(window_end AS TIMESTAMP_LTZ(3)) AS window_end,
  COUNT(*) AS total_trips,
  CAST(AVG(fare) AS DECIMAL(18, 6)) AS average_fare
FROM TABLE(TUMBLE(TABLE first_completions, DESCRIPTOR(rowtime), INTERVAL '1' MINUTE))
GROUP BY city, window_start, window_end;
