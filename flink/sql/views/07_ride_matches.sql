-- Requests in event-time order: each leaves this operator once the watermark has passed it. The second branch is empty
-- (no ping is REQUESTED) and makes that the watermark of both topics, so that the reports a request needs are there.
CREATE TEMPORARY VIEW ordered_requests AS
SELECT
  *,
  MIN(place) OVER (
    PARTITION BY ride_id ORDER BY rowtime RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW
  ) AS first_place
FROM (
  SELECT
    ride_id, zone_id, pickup_latitude AS latitude, pickup_longitude AS longitude, requested_at, rowtime,
    DATE_FORMAT(event_time, 'yyyy-MM-dd HH:mm:ss.SSS ') || event_id AS place
  FROM on_time_ride_events
  WHERE status = 'REQUESTED'
  UNION ALL
  SELECT driver_id, zone_id, latitude, longitude, event_time, rowtime, event_id
  FROM on_time_driver_locations
  WHERE status = 'REQUESTED'
);

-- A ride is requested once: by the earliest event that says so, then the lowest event_id. A copy of it changes nothing.
CREATE TEMPORARY VIEW ride_requests AS
SELECT ride_id, zone_id, latitude, longitude, requested_at, rowtime
FROM ordered_requests
WHERE place = first_place;

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
-- upsert ignores. One more aggregate turns it into a DELETE.
CREATE TEMPORARY VIEW ride_matches AS
SELECT ride_id, matched.driver_id, matched.zone_id, matched.requested_at, matched.driver_seen_at, matched.distance_km
FROM (
  SELECT /*+ STATE_TTL('nearest_drivers' = '1 h') */
    ride_id,
    current_match(nearest.driver_id, zone_id, requested_at, nearest.seen_at, nearest.distance_km) AS matched
  FROM nearest_drivers
  WHERE nearest IS NOT NULL
  GROUP BY ride_id
);
