-- How large each table was, once a minute.
CREATE TABLE IF NOT EXISTS samples (
  called TEXT NOT NULL,
  at TEXT NOT NULL,
  data_rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  data_files INTEGER NOT NULL,
  delete_files INTEGER NOT NULL,
  snapshots INTEGER NOT NULL,
  metadata_bytes INTEGER NOT NULL,
  PRIMARY KEY (called, at)
) STRICT, WITHOUT ROWID;

-- Every maintenance action that was begun. One without an end was interrupted with its process.
CREATE TABLE IF NOT EXISTS runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  called TEXT NOT NULL,
  action TEXT NOT NULL,
  why TEXT NOT NULL,
  operation INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT,
  detail TEXT,
  sizes_before TEXT,
  sizes_after TEXT,
  probe_before_ms REAL,
  probe_after_ms REAL,
  cpu_s REAL,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX IF NOT EXISTS runs_of_table ON runs (called, id);
