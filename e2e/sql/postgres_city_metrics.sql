-- What does a BI tool see?
SELECT city, total_trips, average_fare, last_updated FROM city_metrics ORDER BY city
