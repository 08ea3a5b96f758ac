-- Alerts, open and past. Times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  severity TEXT NOT NULL,
  object TEXT NOT NULL,
  job TEXT,
  title TEXT NOT NULL,
  cause TEXT NOT NULL,
  action TEXT NOT NULL,
  since INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  resolved_at INTEGER,
  acknowledged_by TEXT,
  acknowledged_at INTEGER
) STRICT;
-- The same trouble is one alert as long as it lasts.
CREATE UNIQUE INDEX IF NOT EXISTS one_open ON alerts (rule, key) WHERE resolved_at IS NULL;

-- A silence is of a trouble and not of one alert, so it holds when the trouble comes back.
CREATE TABLE IF NOT EXISTS silences (
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (rule, key)
) STRICT;

CREATE TABLE IF NOT EXISTS deliveries (
  alert INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  event TEXT NOT NULL CHECK (event IN ('opened', 'resolved')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
  attempts INTEGER NOT NULL DEFAULT 0,
  detail TEXT,
  at INTEGER,
  next_at INTEGER NOT NULL,
  PRIMARY KEY (alert, event)
) STRICT;
