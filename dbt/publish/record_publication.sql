INSERT INTO iceberg.ride_hailing_marts.publications
SELECT build_id, CURRENT_TIMESTAMP, mart, audit_snapshot_id, snapshot_id, row_count
FROM UNNEST(CAST(JSON_PARSE(?) AS ARRAY(ROW(
  build_id VARCHAR, mart VARCHAR, audit_snapshot_id BIGINT, snapshot_id BIGINT, row_count BIGINT
))))
