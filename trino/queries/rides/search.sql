-- Which rides were requested in the last ? (and again ?) minutes, in city ? (twice; '' is any), in state ? (twice), with ? (five times; part of an id); at most ?
-- Asked of the log by the rule that makes iceberg_ride_events (highest sequence, then lowest event_id): appended files
-- need no equality deletes merged.
WITH events AS (
  SELECT
    ride_id,
    min_by(
      CAST(ROW(rider_id, driver_id, city, zone_id, status, sequence, fare, requested_at, event_time) AS ROW(
        rider_id varchar,
        driver_id varchar,
        city varchar,
        zone_id varchar,
        status varchar,
        sequence bigint,
        fare decimal(10, 2),
        requested_at timestamp(6) with time zone,
        event_time timestamp(6) with time zone
      )),
      ROW(-sequence, event_id)
    ) AS state
  FROM iceberg.ride_hailing.iceberg_ride_event_log
  WHERE event_time >= current_timestamp - ? * INTERVAL '1' MINUTE
    AND requested_at >= current_timestamp - ? * INTERVAL '1' MINUTE
  GROUP BY ride_id
),

rides AS (
  SELECT
    ride_id,
    state.rider_id,
    state.driver_id,
    state.city,
    state.zone_id,
    state.status,
    state.sequence,
    state.fare,
    state.requested_at,
    state.event_time AS updated_at
  FROM events
)

SELECT ride_id, rider_id, driver_id, city, zone_id, status, sequence, fare, requested_at, updated_at
FROM rides
WHERE (? = '' OR city = ?)
  AND (? = '' OR status = ?)
  AND (
    ? = ''
    OR strpos(ride_id, ?) > 0
    OR strpos(rider_id, ?) > 0
    OR strpos(driver_id, ?) > 0
    OR strpos(zone_id, ?) > 0
  )
ORDER BY requested_at DESC, ride_id
LIMIT ?;
