-- Flink remembers ten checkpoints, and snapshots are expired: what the ledger compares is kept here. Times are
-- milliseconds since 1970.
CREATE TABLE IF NOT EXISTS runs (
  flink_job_id TEXT PRIMARY KEY,
  job TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  interval_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS runs_of_job ON runs (job, started_at);

CREATE TABLE IF NOT EXISTS sinks (
  flink_job_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('iceberg', 'jdbc')),
  PRIMARY KEY (flink_job_id, table_name)
) STRICT;

CREATE TABLE IF NOT EXISTS checkpoints (
  flink_job_id TEXT NOT NULL,
  id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('checkpoint', 'savepoint')),
  triggered_at INTEGER NOT NULL,
  completed_at INTEGER NOT NULL,
  PRIMARY KEY (flink_job_id, id)
) STRICT;
CREATE INDEX IF NOT EXISTS checkpoints_by_age ON checkpoints (completed_at);

CREATE TABLE IF NOT EXISTS commits (
  flink_job_id TEXT NOT NULL,
  table_name TEXT NOT NULL,
  checkpoint_id INTEGER NOT NULL,
  snapshot_id TEXT NOT NULL,
  committed_at INTEGER NOT NULL,
  PRIMARY KEY (flink_job_id, table_name, checkpoint_id)
) STRICT;
CREATE INDEX IF NOT EXISTS commits_by_age ON commits (committed_at);
