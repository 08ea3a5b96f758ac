-- The pings that say something new: a driver's first, the first in a UTC minute, a change of zone or status.
CREATE TEMPORARY VIEW availability_reports AS
SELECT event_id, driver_id, city, zone_id, latitude, longitude, status, event_time, rowtime, previous_zone_id
FROM (
  SELECT
    event_id, driver_id, city, zone_id, latitude, longitude, status, event_time, rowtime,
    LAG(zone_id) OVER by_driver AS previous_zone_id,
    LAG(status) OVER by_driver AS previous_status,
    LAG(event_time) OVER by_driver AS previous_time
  FROM on_time_driver_locations
  WINDOW by_driver AS (PARTITION BY driver_id ORDER BY rowtime)
)
WHERE previous_time IS NULL
  OR zone_id <> previous_zone_id
  OR status <> previous_status
  OR FLOOR(event_time TO MINUTE) <> FLOOR(previous_time TO MINUTE);

-- The same by zone: a driver who moves on is reported in the zone left behind too, as no longer available there.
CREATE TEMPORARY VIEW zone_reports AS
SELECT zone_id, driver_id, status = 'AVAILABLE' AS available, latitude, longitude, event_time AS seen_at, rowtime
FROM availability_reports
UNION ALL
SELECT previous_zone_id, driver_id, FALSE, latitude, longitude, event_time, rowtime
FROM availability_reports
WHERE zone_id <> previous_zone_id;
