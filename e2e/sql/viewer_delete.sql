-- A viewer must not be able to delete.
DELETE FROM iceberg.ride_hailing.iceberg_surge_pricing WHERE city = 'intruder'
