-- Which tables and columns can be queried?
SELECT table_schema, table_name, column_name, data_type
FROM iceberg.information_schema.columns
WHERE table_schema <> 'information_schema'
ORDER BY table_schema, table_name, ordinal_position
