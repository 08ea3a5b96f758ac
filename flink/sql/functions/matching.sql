-- Offering rides to drivers: sources in flink/functions, package lakehouse.flink.matching.
CREATE TEMPORARY SYSTEM FUNCTION great_circle_km AS 'lakehouse.flink.matching.GreatCircleKm';
CREATE TEMPORARY SYSTEM FUNCTION nearest_driver AS 'lakehouse.flink.matching.NearestDriver';
CREATE TEMPORARY SYSTEM FUNCTION current_match AS 'lakehouse.flink.matching.CurrentMatch';
