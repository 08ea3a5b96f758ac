-- The newest state of each ride: the highest sequence, whatever the order of arrival.
CREATE TEMPORARY VIEW ride_states AS
SELECT *
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY ride_id ORDER BY sequence DESC, event_id ASC) AS newness
  FROM valid_ride_events
  WHERE kafka_time <= requested_at + INTERVAL '24' HOUR
)
WHERE newness = 1;
