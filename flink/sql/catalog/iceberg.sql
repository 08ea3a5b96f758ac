-- Iceberg tables on MinIO, their pointers in PostgreSQL. No cache: a writer must see the partitioning that Trino sets.
CREATE CATALOG iceberg WITH (
  'type' = 'iceberg',
  'catalog-impl' = 'org.apache.iceberg.jdbc.JdbcCatalog',
  'uri' = '${CATALOG_JDBC_URL}',
  'jdbc.user' = '${POSTGRES_USER}',
  'jdbc.password' = '${POSTGRES_PASSWORD}',
  'jdbc.schema-version' = 'V1',
  'warehouse' = '${WAREHOUSE}',
  'io-impl' = 'org.apache.iceberg.aws.s3.S3FileIO',
  's3.endpoint' = '${S3_ENDPOINT}',
  's3.access-key-id' = '${S3_ACCESS_KEY}',
  's3.secret-access-key' = '${S3_SECRET_KEY}',
  's3.path-style-access' = 'true',
  'client.region' = 'us-east-1',
  'cache-enabled' = 'false'
);

CREATE DATABASE IF NOT EXISTS iceberg.ride_hailing;
