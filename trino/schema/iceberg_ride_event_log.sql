-- Hidden partitioning of iceberg_ride_event_log, which Flink's DDL cannot express.
-- The change is made only while this gives no row, that is before the first commit.
SELECT snapshot_id
FROM iceberg.ride_hailing."iceberg_ride_event_log$snapshots"
LIMIT 1;

ALTER TABLE iceberg.ride_hailing.iceberg_ride_event_log
SET PROPERTIES partitioning = ARRAY['day(event_time)'];
