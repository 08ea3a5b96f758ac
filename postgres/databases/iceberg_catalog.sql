CREATE DATABASE iceberg_catalog OWNER lakehouse;
