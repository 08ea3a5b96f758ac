-- The BI login reads this one table and makes nothing. Runs after city_metrics.sql: files go in alphabetical order.
REVOKE ALL ON DATABASE rides FROM PUBLIC;
GRANT CONNECT ON DATABASE rides TO bi;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO bi;
GRANT SELECT ON city_metrics TO bi;
