-- A viewer must not be able to create a table.
CREATE TABLE iceberg.ride_hailing.intruder (a bigint)
