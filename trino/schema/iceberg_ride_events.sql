-- Hidden partitioning of iceberg_ride_events, which Flink's DDL cannot express.
-- The change is made only while this gives no row: the table was created, and nothing was done to it since.
SELECT file
FROM iceberg.ride_hailing."iceberg_ride_events$metadata_log_entries"
OFFSET 1
LIMIT 1;

ALTER TABLE iceberg.ride_hailing.iceberg_ride_events
SET PROPERTIES partitioning = ARRAY['bucket(ride_id, 4)'];
