-- A hash over the rows of published marts, whatever their order.
SELECT
  'driver_payouts_daily',
  count(*),
  to_hex(checksum(ROW(driver_id, day, trips, fares, payout, commission, first_completed_at, last_completed_at)))
FROM iceberg.ride_hailing_marts.driver_payouts_daily
UNION ALL
SELECT
  'ride_surge',
  count(*),
  to_hex(checksum(ROW(ride_id, status, fare, payout, surge_multiplier, is_surge_final, requested_at, loaded_at)))
FROM iceberg.ride_hailing_marts.ride_surge
UNION ALL
SELECT
  'revenue_and_trips_hourly',
  count(*),
  to_hex(checksum(ROW(city, hour, trips, drivers, fares, payout, commission, average_fare)))
FROM iceberg.ride_hailing_marts.revenue_and_trips_hourly
UNION ALL
SELECT 'zone_surge_history', count(*), to_hex(checksum(ROW(city, zone_id, minute, demand_count, surge_multiplier)))
FROM iceberg.ride_hailing_marts.zone_surge_history
UNION ALL
SELECT 'publications', count(*), to_hex(checksum(ROW(build_id, mart, snapshot_id)))
FROM iceberg.ride_hailing_marts.publications
ORDER BY 1
