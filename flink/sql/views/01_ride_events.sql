-- Every record of ride_events that is no heartbeat, with the event in it or the reason why there is none. Parsing is a
-- scalar function and not a LATERAL table: the planner would repeat that in the branch of every sink.
CREATE TEMPORARY VIEW parsed_ride_events AS
SELECT
  parse_ride_event(kafka_value, kafka_time) AS event,
  kafka_value, kafka_time, kafka_partition, kafka_offset, rowtime
FROM ride_event_records
WHERE kafka_key IS DISTINCT FROM '__heartbeat';

CREATE TEMPORARY VIEW valid_ride_events AS
SELECT
  event.event_id,
  event.ride_id,
  event.rider_id,
  event.driver_id,
  event.city,
  event.zone_id,
  event.pickup_latitude,
  event.pickup_longitude,
  event.dropoff_latitude,
  event.dropoff_longitude,
  event.status,
  event.sequence,
  event.fare,
  event.requested_at,
  event.event_time,
  event.lateness_ms,
  kafka_value, kafka_time, kafka_partition, kafka_offset, rowtime
FROM parsed_ride_events
WHERE event.reason IS NULL;

CREATE TEMPORARY VIEW on_time_ride_events AS
SELECT * FROM valid_ride_events WHERE lateness_ms <= 5000;
