-- Where is every ride in its life, and how many rides did each city complete per minute, at what mean fare?
SET 'table.local-time-zone' = 'UTC';
SET 'parallelism.default' = '2';
-- A ride may change for 24 h after its request, and Kafka keeps what an outage leaves unread for another 24 h.
SET 'table.exec.state.ttl' = '48 h';
-- Read and parse the topic once for all tables.
SET 'table.optimizer.reuse-optimize-block-with-digest-enabled' = 'true';

-- One writer per table: it takes far more than two cores can feed it, and a commit every two seconds then leaves one
-- file, not two.
EXECUTE STATEMENT SET BEGIN

INSERT INTO iceberg.ride_hailing.iceberg_ride_event_log /*+ OPTIONS('write-parallelism' = '1') */ (
  event_id, ride_id, rider_id, driver_id, city, zone_id, pickup_latitude, pickup_longitude, dropoff_latitude,
  dropoff_longitude, status, sequence, fare, requested_at, event_time, kafka_partition, kafka_offset, kafka_time)
SELECT
  event_id, ride_id, rider_id, driver_id, city, zone_id, pickup_latitude, pickup_longitude, dropoff_latitude,
  dropoff_longitude, status, sequence, fare, requested_at, event_time, kafka_partition, kafka_offset, kafka_time
FROM valid_ride_events;

INSERT INTO iceberg.ride_hailing.iceberg_ride_events /*+ OPTIONS('write-parallelism' = '1') */ (
  ride_id, rider_id, driver_id, city, zone_id, pickup_latitude, pickup_longitude, dropoff_latitude,
  dropoff_longitude, status, sequence, fare, requested_at, updated_at)
SELECT
  ride_id, rider_id, driver_id, city, zone_id, pickup_latitude, pickup_longitude, dropoff_latitude,
  dropoff_longitude, status, sequence, fare, requested_at, event_time
FROM ride_states;

INSERT INTO iceberg.ride_hailing.iceberg_city_metrics /*+ OPTIONS('write-parallelism' = '1') */ (
  city, window_start, window_end, total_trips, average_fare)
SELECT city, window_start, window_end, total_trips, average_fare
FROM city_minutes;

INSERT INTO postgres_city_metrics (city, total_trips, average_fare, last_updated)
SELECT city, total_trips, average_fare, DATE_FORMAT(window_end, 'yyyy-MM-dd''T''HH:mm:ss''Z''')
FROM city_minutes;

INSERT INTO iceberg.ride_hailing.iceberg_late_events /*+ OPTIONS('write-parallelism' = '1') */ (
  topic, kafka_partition, kafka_offset, kafka_time, event_time, lateness_ms, payload)
SELECT
  'ride_events', kafka_partition, kafka_offset, kafka_time, event_time, lateness_ms, payload_text(kafka_value)
FROM valid_ride_events
WHERE lateness_ms > 5000;

INSERT INTO iceberg.ride_hailing.iceberg_dead_letters /*+ OPTIONS('write-parallelism' = '1') */ (
  topic, kafka_partition, kafka_offset, kafka_time, payload, reason)
SELECT 'ride_events', kafka_partition, kafka_offset, kafka_time, payload_text(kafka_value), event.reason
FROM parsed_ride_events
WHERE event.reason IS NOT NULL;

END;
