-- Hidden partitioning of iceberg_surge_pricing, which Flink's DDL cannot express.
-- The change is made only while this gives no row, that is before the first commit.
SELECT snapshot_id
FROM iceberg.ride_hailing."iceberg_surge_pricing$snapshots"
LIMIT 1;

ALTER TABLE iceberg.ride_hailing.iceberg_surge_pricing
SET PROPERTIES partitioning = ARRAY['day(window_start)'];
