-- A copy of city_metrics, rules and rights included, for golden cases to write to.
CREATE TABLE :table (LIKE city_metrics INCLUDING ALL);
CREATE TRIGGER keep_newest_minute BEFORE UPDATE ON :table FOR EACH ROW EXECUTE FUNCTION keep_newest_minute();
GRANT SELECT ON :table TO bi;
