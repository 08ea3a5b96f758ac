-- Newest closed minute per city, for BI tools. Flink upserts into it.
CREATE TABLE IF NOT EXISTS city_metrics (
  city TEXT PRIMARY KEY,
  total_trips BIGINT NOT NULL,
  average_fare NUMERIC(18, 6),
  last_updated TIMESTAMPTZ NOT NULL
);
ALTER TABLE city_metrics OWNER TO lakehouse;

-- After a recovery Flink writes windows again that it had written before: an older minute never replaces a newer one.
CREATE OR REPLACE FUNCTION keep_newest_minute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_updated < OLD.last_updated THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER keep_newest_minute BEFORE UPDATE ON city_metrics
FOR EACH ROW EXECUTE FUNCTION keep_newest_minute();
