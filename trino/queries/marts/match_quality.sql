-- How often is the driver a ride was offered to the one who accepts it?
SELECT
  city, hour, requests, matched, accepted, matched_and_accepted, accepted_by_match, matched_share, agreement,
  round(average_distance_km, 3) AS average_distance_km, round(p95_distance_km, 3) AS p95_distance_km,
  average_report_age_seconds
FROM iceberg.ride_hailing_marts.match_quality
ORDER BY hour DESC, city
LIMIT 5000;
