-- The pings that say something new: a driver's first, the first in a UTC minute, a change of zone or status.
CREATE TEMPORARY VIEW availability_reports AS
SELECT
  event_id, driver_id, city, zone_id, latitude, longitude, status, event_time, rowtime,
  previous.zone_id AS previous_zone_id, previous.status AS previous_status
FROM (
  SELECT
    *,
    previous_ping(zone_id, status, event_time) OVER (
      PARTITION BY driver_id ORDER BY rowtime ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS previous
  FROM on_time_driver_locations
)
WHERE previous.event_time IS NULL
  OR zone_id <> previous.zone_id
  OR status <> previous.status
  OR FLOOR(event_time TO MINUTE) <> FLOOR(previous.event_time TO MINUTE);

-- What a zone has to know to tell which drivers it can offer: who is available, and who no longer is, be it that the
-- driver moved on. A driver who was not available and still is not changes nothing, so half of all reports stay out.
CREATE TEMPORARY VIEW zone_reports AS
SELECT zone_id, driver_id, status = 'AVAILABLE' AS available, latitude, longitude, event_time AS seen_at, rowtime
FROM availability_reports
WHERE status = 'AVAILABLE' OR (previous_status = 'AVAILABLE' AND zone_id = previous_zone_id)
UNION ALL
SELECT previous_zone_id, driver_id, FALSE, latitude, longitude, event_time, rowtime
FROM availability_reports
WHERE zone_id <> previous_zone_id AND previous_status = 'AVAILABLE';
