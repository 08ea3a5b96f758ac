-- Which columns, of which types, does a table of ours have?
SELECT column_name, data_type
FROM iceberg.information_schema.columns
WHERE table_schema = 'ride_hailing' AND table_name = ?
ORDER BY ordinal_position
