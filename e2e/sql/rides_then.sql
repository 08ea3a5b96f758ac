-- How many rides had the table in a snapshot (the ?), and what do all of them add up to?
SELECT count(*) AS rides, to_hex(checksum(ROW(ride_id, status, sequence, updated_at))) AS sum_of_rows
FROM iceberg.ride_hailing.iceberg_ride_events FOR VERSION AS OF CAST(? AS bigint)
