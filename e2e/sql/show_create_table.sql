-- How is a table defined, partitioning included? (the name comes from the contract)
SHOW CREATE TABLE iceberg.ride_hailing.:table
