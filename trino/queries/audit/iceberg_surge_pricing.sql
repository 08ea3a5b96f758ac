-- What were demand, supply and surge in every window? Columns as in the contract, whole numbers as text so that none loses a digit.
SELECT
  city,
  zone_id,
  window_start,
  window_end,
  CAST(demand_count AS varchar) AS demand_count,
  CAST(supply_count AS varchar) AS supply_count,
  surge_multiplier
FROM iceberg.ride_hailing.iceberg_surge_pricing
