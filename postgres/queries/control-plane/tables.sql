-- Which Iceberg tables are there, and which metadata file is current of each?
SELECT
  table_namespace,
  table_name,
  metadata_location
FROM iceberg_tables
WHERE catalog_name = 'iceberg' AND coalesce(iceberg_type, 'TABLE') = 'TABLE'
ORDER BY table_namespace, table_name;
