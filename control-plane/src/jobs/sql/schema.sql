-- What was ever submitted under each job's name, and the savepoints that were taken. What runs is asked of Flink alone.
CREATE TABLE IF NOT EXISTS versions (
  job TEXT NOT NULL,
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  -- As written: without the values of secrets.
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  -- Its stream graph; null until it was planned.
  graph TEXT CHECK (json_valid(graph)),
  created_at TEXT NOT NULL,
  PRIMARY KEY (job, number),
  UNIQUE (job, digest)
) STRICT;

CREATE TABLE IF NOT EXISTS runs (
  flink_job_id TEXT PRIMARY KEY,
  job TEXT NOT NULL,
  version INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  -- Path of the state it went on from; null for none.
  from_path TEXT,
  operation INTEGER,
  FOREIGN KEY (job, version) REFERENCES versions (job, number)
) STRICT;

CREATE TABLE IF NOT EXISTS savepoints (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  flink_job_id TEXT NOT NULL,
  checkpoint_id INTEGER,
  taken_at TEXT NOT NULL,
  bytes INTEGER,
  operation INTEGER,
  deleted_at TEXT
) STRICT;
