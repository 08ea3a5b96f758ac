CREATE SCHEMA IF NOT EXISTS iceberg.ride_hailing_marts
