-- What was the surge in each zone at a past moment, as it was visible then? One row per zone: its newest closed window.
SELECT
  city,
  zone_id,
  max(window_start) AS window_start,
  max(window_end) AS window_end,
  max_by(demand_count, window_end) AS demand_count,
  max_by(supply_count, window_end) AS supply_count,
  max_by(surge_multiplier, window_end) AS surge_multiplier,
  max(window_end) AS newest_event_time
FROM iceberg.ride_hailing.iceberg_surge_pricing FOR VERSION AS OF :snapshot
WHERE window_start >= :moment - INTERVAL '6' MINUTE
  AND window_end >= :moment - INTERVAL '5' MINUTE
GROUP BY city, zone_id
ORDER BY city, zone_id;
