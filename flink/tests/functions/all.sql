-- What does every SQL function make of each record? The golden cases of the functions, one record each.
SELECT
  kafka_offset,
  JSON_OBJECT(
    KEY 'event_id' VALUE ride.event_id,
    KEY 'ride_id' VALUE ride.ride_id,
    KEY 'rider_id' VALUE ride.rider_id,
    KEY 'driver_id' VALUE ride.driver_id,
    KEY 'city' VALUE ride.city,
    KEY 'zone_id' VALUE ride.zone_id,
    KEY 'pickup_latitude' VALUE ride.pickup_latitude,
    KEY 'pickup_longitude' VALUE ride.pickup_longitude,
    KEY 'dropoff_latitude' VALUE ride.dropoff_latitude,
    KEY 'dropoff_longitude' VALUE ride.dropoff_longitude,
    KEY 'status' VALUE ride.status,
    KEY 'sequence' VALUE ride.sequence,
    KEY 'fare' VALUE CAST(ride.fare AS STRING),
    KEY 'requested_at' VALUE REPLACE(CAST(ride.requested_at AS STRING), ' ', 'T') || 'Z',
    KEY 'event_time' VALUE REPLACE(CAST(ride.event_time AS STRING), ' ', 'T') || 'Z',
    KEY 'lateness_ms' VALUE ride.lateness_ms,
    KEY 'reason' VALUE ride.reason) AS parse_ride_event,
  JSON_OBJECT(
    KEY 'event_id' VALUE ping.event_id,
    KEY 'driver_id' VALUE ping.driver_id,
    KEY 'city' VALUE ping.city,
    KEY 'zone_id' VALUE ping.zone_id,
    KEY 'latitude' VALUE ping.latitude,
    KEY 'longitude' VALUE ping.longitude,
    KEY 'status' VALUE ping.status,
    KEY 'event_time' VALUE REPLACE(CAST(ping.event_time AS STRING), ' ', 'T') || 'Z',
    KEY 'lateness_ms' VALUE ping.lateness_ms,
    KEY 'reason' VALUE ping.reason) AS parse_driver_location,
  JSON_OBJECT(KEY 'result' VALUE REPLACE(CAST(place AS STRING), ' ', 'T') || 'Z') AS event_rowtime,
  JSON_OBJECT(KEY 'result' VALUE payload) AS payload_text
FROM (
  SELECT
    kafka_offset,
    parse_ride_event(kafka_value, kafka_time) AS ride,
    parse_driver_location(kafka_value, kafka_time) AS ping,
    event_rowtime(kafka_value, kafka_time) AS place,
    payload_text(kafka_value) AS payload
  FROM ride_event_records /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */
)
