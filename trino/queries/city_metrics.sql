-- How many trips did each city complete per minute of the last hour, at what average fare?
SELECT city, window_start, window_end, total_trips, average_fare, window_end AS newest_event_time
FROM iceberg.ride_hailing.iceberg_city_metrics
WHERE window_start >= current_timestamp - INTERVAL '1' HOUR
ORDER BY window_start, city;
