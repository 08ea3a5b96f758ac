-- Every record of driver_locations that is no heartbeat, with the ping in it or the reason why there is none.
CREATE TEMPORARY VIEW parsed_driver_locations AS
SELECT
  parse_driver_location(kafka_value, kafka_time) AS ping,
  kafka_value, kafka_time, kafka_partition, kafka_offset, rowtime
FROM driver_location_records
WHERE kafka_key IS DISTINCT FROM '__heartbeat';

CREATE TEMPORARY VIEW valid_driver_locations AS
SELECT
  ping.event_id,
  ping.driver_id,
  ping.city,
  ping.zone_id,
  ping.latitude,
  ping.longitude,
  ping.status,
  ping.event_time,
  ping.lateness_ms,
  kafka_value, kafka_time, kafka_partition, kafka_offset, rowtime
FROM parsed_driver_locations
WHERE ping.reason IS NULL;

-- Without the record's bytes: what follows is shuffled and kept in state.
CREATE TEMPORARY VIEW on_time_driver_locations AS
SELECT event_id, driver_id, city, zone_id, latitude, longitude, status, event_time, rowtime
FROM valid_driver_locations
WHERE lateness_ms <= 5000;
