-- What did city ? complete in the minute from ? (milliseconds since 1970)?
SELECT total_trips, average_fare
FROM iceberg.ride_hailing.iceberg_city_metrics
WHERE city = ? AND window_start = CAST(from_unixtime_nanos(? * 1000000) AS timestamp(6) with time zone);
