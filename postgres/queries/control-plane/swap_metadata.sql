-- Commits a new metadata file the way Iceberg's JDBC catalog does: only if nobody committed since the former was read.
UPDATE iceberg_tables
SET metadata_location = $1, previous_metadata_location = metadata_location
WHERE catalog_name = 'iceberg' AND table_namespace = $2 AND table_name = $3 AND metadata_location = $4
RETURNING table_name;
