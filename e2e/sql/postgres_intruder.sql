-- The BI login must not be able to write.
UPDATE city_metrics SET total_trips = 0
