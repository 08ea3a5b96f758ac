-- Away with what golden_city_metrics.sql made.
DROP TABLE IF EXISTS :table;
