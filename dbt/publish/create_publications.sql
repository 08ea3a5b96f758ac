-- Which snapshots were published together. A reader who needs marts of one build reads each FOR VERSION AS OF its
-- snapshot_id: a commit covers one table, so while a build is being published some marts are newer than others.
CREATE TABLE IF NOT EXISTS iceberg.ride_hailing_marts.publications (
  build_id VARCHAR COMMENT 'dbt''s invocation_id',
  published_at TIMESTAMP(6) WITH TIME ZONE,
  mart VARCHAR,
  audit_snapshot_id BIGINT COMMENT 'the snapshot of ride_hailing_audit that passed the tests',
  snapshot_id BIGINT COMMENT 'the snapshot of ride_hailing_marts it became',
  row_count BIGINT
)
