-- Holds the catalog's row of one table, so that no commit to it comes through before this transaction ends.
SELECT table_name
FROM iceberg_tables
WHERE catalog_name = 'iceberg' AND table_namespace = 'ride_hailing' AND table_name = $1
FOR UPDATE
