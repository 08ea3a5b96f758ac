-- A viewer must not be able to maintain a table.
ALTER TABLE iceberg.ride_hailing.iceberg_surge_pricing EXECUTE optimize
