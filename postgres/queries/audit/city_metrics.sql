-- What does PostgreSQL serve as every city's newest minute? Numbers as text, the time as Trino prints one.
SELECT
  city,
  total_trips::text AS total_trips,
  average_fare::text AS average_fare,
  to_char(last_updated AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' UTC' AS last_updated
FROM public.city_metrics
