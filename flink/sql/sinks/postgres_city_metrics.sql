-- PostgreSQL rides.public.city_metrics: the newest closed minute per city, for BI by DirectQuery.
-- The JDBC connector knows no TIMESTAMP_LTZ, so last_updated travels as ISO-8601 text with its zone; stringtype lets
-- PostgreSQL read it as the column's own type.
CREATE TEMPORARY TABLE postgres_city_metrics (
  city STRING,
  total_trips BIGINT,
  average_fare DECIMAL(18, 6),
  last_updated STRING,
  PRIMARY KEY (city) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = '${RIDES_JDBC_URL}?stringtype=unspecified',
  'table-name' = 'city_metrics',
  'username' = '${POSTGRES_USER}',
  'password' = '${POSTGRES_PASSWORD}',
  'sink.buffer-flush.interval' = '1 s',
  'sink.max-retries' = '5'
);
