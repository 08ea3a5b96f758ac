-- How many trips does each city complete per hour, and for how much?
SELECT city, hour, trips, drivers, fares, payout, commission, average_fare, round(trip_km, 3) AS trip_km
FROM iceberg.ride_hailing_marts.revenue_and_trips_hourly
ORDER BY hour DESC, city
LIMIT 5000;
