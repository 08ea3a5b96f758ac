-- A viewer must not be able to write.
INSERT INTO iceberg.ride_hailing.iceberg_city_metrics (city, total_trips) VALUES ('intruder', 1)
