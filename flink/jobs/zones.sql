-- What are demand, supply and surge in every zone, where is every driver, and who is offered each ride?
SET 'table.local-time-zone' = 'UTC';
SET 'parallelism.default' = '2';
-- A driver's previous ping must outlive an outage, and Kafka keeps what is unread for 24 h. A match needs less
-- (views/07_ride_matches.sql).
SET 'table.exec.state.ttl' = '24 h';
-- Read and parse each topic once for all tables.
SET 'table.optimizer.reuse-optimize-block-with-digest-enabled' = 'true';
-- Fold the candidates of a ride in memory up to the next watermark, when all of them are there: one row per match.
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '500 ms';
SET 'table.exec.mini-batch.size' = '20000';
SET 'table.optimizer.agg-phase-strategy' = 'TWO_PHASE';

-- One writer per table (rides.sql says why).
EXECUTE STATEMENT SET BEGIN

-- Order matters: of the branches that share a source, the planner lets the last one choose what mini-batches follow.
-- It must be one that works in event time, or watermarks would come from the machine's clock.
INSERT INTO iceberg.ride_hailing.iceberg_late_events /*+ OPTIONS('write-parallelism' = '1') */ (
  topic, kafka_partition, kafka_offset, kafka_time, event_time, lateness_ms, payload)
SELECT
  'driver_locations', kafka_partition, kafka_offset, kafka_time, event_time, lateness_ms, payload_text(kafka_value)
FROM valid_driver_locations
WHERE lateness_ms > 5000;

INSERT INTO iceberg.ride_hailing.iceberg_dead_letters /*+ OPTIONS('write-parallelism' = '1') */ (
  topic, kafka_partition, kafka_offset, kafka_time, payload, reason)
SELECT 'driver_locations', kafka_partition, kafka_offset, kafka_time, payload_text(kafka_value), ping.reason
FROM parsed_driver_locations
WHERE ping.reason IS NOT NULL;

INSERT INTO iceberg.ride_hailing.iceberg_surge_pricing /*+ OPTIONS('write-parallelism' = '1') */ (
  city, zone_id, window_start, window_end, demand_count, supply_count, surge_multiplier)
SELECT city, zone_id, window_start, window_end, demand_count, supply_count, surge_multiplier
FROM surge_pricing;

INSERT INTO iceberg.ride_hailing.iceberg_driver_locations /*+ OPTIONS('write-parallelism' = '1') */ (
  event_id, driver_id, city, zone_id, latitude, longitude, status, event_time)
SELECT event_id, driver_id, city, zone_id, latitude, longitude, status, event_time
FROM availability_reports;

INSERT INTO iceberg.ride_hailing.iceberg_ride_matches /*+ OPTIONS('write-parallelism' = '1') */ (
  ride_id, driver_id, zone_id, requested_at, driver_seen_at, distance_km)
SELECT ride_id, driver_id, zone_id, requested_at, driver_seen_at, distance_km
FROM ride_matches;

END;
