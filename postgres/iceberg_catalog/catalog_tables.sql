-- The Iceberg JDBC catalog's own tables, schema V1. Flink would make them at its first use, Trino never does;
-- made here, either may come first. Source: org.apache.iceberg.jdbc.JdbcUtil, Iceberg 1.11.
CREATE TABLE IF NOT EXISTS iceberg_tables (
  catalog_name VARCHAR(255) NOT NULL,
  table_namespace VARCHAR(255) NOT NULL,
  table_name VARCHAR(255) NOT NULL,
  metadata_location VARCHAR(1000),
  previous_metadata_location VARCHAR(1000),
  iceberg_type VARCHAR(5),
  PRIMARY KEY (catalog_name, table_namespace, table_name)
);
CREATE TABLE IF NOT EXISTS iceberg_namespace_properties (
  catalog_name VARCHAR(255) NOT NULL,
  namespace VARCHAR(255) NOT NULL,
  property_key VARCHAR(255),
  property_value VARCHAR(1000),
  PRIMARY KEY (catalog_name, namespace, property_key)
);
ALTER TABLE iceberg_tables OWNER TO lakehouse;
ALTER TABLE iceberg_namespace_properties OWNER TO lakehouse;
