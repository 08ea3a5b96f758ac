-- Which version of each Iceberg table is current? Every commit makes the catalog name another metadata file.
SELECT table_name, metadata_location
FROM iceberg_tables
WHERE catalog_name = 'iceberg' AND table_namespace = 'ride_hailing';
