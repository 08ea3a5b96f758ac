-- Demand and supply as one narrow stream, so that one window aggregation serves both.
CREATE TEMPORARY VIEW zone_activity AS
SELECT city, zone_id, ride_id, CAST(NULL AS STRING) AS driver_id, rowtime
FROM on_time_ride_events
WHERE status = 'REQUESTED'
UNION ALL
SELECT city, zone_id, CAST(NULL AS STRING) AS ride_id, driver_id, rowtime
FROM on_time_driver_locations
WHERE status = 'AVAILABLE';

CREATE TEMPORARY VIEW zone_windows AS
SELECT
  city,
  zone_id,
  CAST(window_start AS TIMESTAMP_LTZ(3)) AS window_start,
  CAST(window_end AS TIMESTAMP_LTZ(3)) AS window_end,
  COUNT(DISTINCT ride_id) AS demand_count,
  COUNT(DISTINCT driver_id) AS supply_count
FROM TABLE(HOP(TABLE zone_activity, DESCRIPTOR(rowtime), INTERVAL '10' SECOND, INTERVAL '60' SECOND))
GROUP BY city, zone_id, window_start, window_end;

-- demand / supply within [1, 3], half-up to hundredths in whole numbers: (200 d + s) / (2 s) hundredths, truncated.
CREATE TEMPORARY VIEW surge_pricing AS
SELECT
  *,
  CASE
    WHEN demand_count <= supply_count THEN 1.00
    WHEN demand_count >= 3 * supply_count THEN 3.00
    ELSE CAST((200 * demand_count + supply_count) / (2 * supply_count) AS DECIMAL(3, 0)) * 0.01
  END AS surge_multiplier
FROM zone_windows;
