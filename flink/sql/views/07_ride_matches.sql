-- Each ride's first request. It leaves this operator once the watermark has passed it; the second branch is empty
-- (no ping is REQUESTED) and makes that the watermark of both topics, so that the reports a request needs are there.
CREATE TEMPORARY VIEW ride_requests AS
SELECT ride_id, zone_id, latitude, longitude, requested_at, rowtime
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY ride_id ORDER BY rowtime) AS occurrence
  FROM (
    SELECT ride_id, zone_id, pickup_latitude AS latitude, pickup_longitude AS longitude, requested_at, rowtime
    FROM on_time_ride_events
    WHERE status = 'REQUESTED'
    UNION ALL
    SELECT driver_id, zone_id, latitude, longitude, event_time, rowtime
    FROM on_time_driver_locations
    WHERE status = 'REQUESTED'
  )
)
WHERE occurrence = 1;

-- The reports a ride may depend on. The rowtime bounds keep the join's state small and allow for a requested_at up to
-- one minute before or 5 s after the event that tells of it; the exact 5 minutes are the last condition.
CREATE TEMPORARY VIEW match_candidates AS
SELECT
  request.ride_id,
  request.zone_id,
  request.requested_at,
  report.driver_id,
  report.available,
  report.seen_at,
  great_circle_km(request.latitude, request.longitude, report.latitude, report.longitude) AS distance_km
FROM ride_requests AS request
JOIN zone_reports AS report
  ON report.zone_id = request.zone_id
  AND report.rowtime BETWEEN request.rowtime - INTERVAL '6' MINUTE AND request.rowtime + INTERVAL '5' SECOND
  AND report.seen_at BETWEEN request.requested_at - INTERVAL '5' MINUTE AND request.requested_at;

CREATE TEMPORARY VIEW nearest_drivers AS
SELECT /*+ STATE_TTL('match_candidates' = '1 h') */
  ride_id,
  MAX(zone_id) AS zone_id,
  MAX(requested_at) AS requested_at,
  nearest_driver(driver_id, available, seen_at, distance_km) AS nearest
FROM match_candidates
GROUP BY ride_id;

-- A ride that loses its match must lose its row: a filter alone would retract with an UPDATE_BEFORE, which an Iceberg
-- upsert ignores. Aggregating once more turns it into a DELETE.
CREATE TEMPORARY VIEW ride_matches AS
SELECT /*+ STATE_TTL('nearest_drivers' = '1 h') */
  ride_id,
  MAX(nearest.driver_id) AS driver_id,
  MAX(zone_id) AS zone_id,
  MAX(requested_at) AS requested_at,
  MAX(nearest.seen_at) AS driver_seen_at,
  MAX(nearest.distance_km) AS distance_km
FROM nearest_drivers
WHERE nearest IS NOT NULL
GROUP BY ride_id;
