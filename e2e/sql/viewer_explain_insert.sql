-- EXPLAIN ANALYZE runs its statement, so it must be refused as well.
EXPLAIN ANALYZE INSERT INTO iceberg.ride_hailing.iceberg_city_metrics (city, total_trips) VALUES ('intruder', 1)
