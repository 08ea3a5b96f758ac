-- Runs of tasks with their steps, attempts and logs, and what each trigger has seen. Times are ISO-8601 UTC.
CREATE TABLE IF NOT EXISTS runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The first run of a chain of retries; itself for any other.
  root INTEGER NOT NULL,
  task TEXT NOT NULL,
  state TEXT NOT NULL,
  cause TEXT NOT NULL,
  because TEXT NOT NULL,
  actor TEXT NOT NULL,
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  -- The task as it was defined when the run was made.
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  retry_of INTEGER,
  created_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  waiting_for TEXT,
  summary TEXT,
  -- What its condition had seen: a later look can tell what is new since a run that succeeded.
  mark TEXT,
  dropped_lines INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS runs_of_task ON runs (task, id);
CREATE INDEX IF NOT EXISTS runs_under_way ON runs (state) WHERE state IN ('waiting', 'running');

CREATE TABLE IF NOT EXISTS steps (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  next_try_at TEXT,
  PRIMARY KEY (run, name)
) STRICT;

CREATE TABLE IF NOT EXISTS attempts (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT,
  detail TEXT,
  PRIMARY KEY (run, step, attempt)
) STRICT;

CREATE TABLE IF NOT EXISTS log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  at TEXT NOT NULL,
  stream TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS log_of_run ON log (run, id);

CREATE TABLE IF NOT EXISTS triggers (
  task TEXT NOT NULL,
  -- The trigger as it is defined: a changed one begins anew.
  "trigger" TEXT NOT NULL,
  settled INTEGER,
  seen TEXT,
  seen_at TEXT,
  -- An absence that has been answered and has not ended yet.
  answered INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (task, "trigger")
) STRICT;

CREATE TABLE IF NOT EXISTS paused (task TEXT PRIMARY KEY) STRICT;

-- The process that runs tasks, and when it last said that it lives.
CREATE TABLE IF NOT EXISTS scheduler (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  pid INTEGER NOT NULL,
  since TEXT NOT NULL,
  alive_at TEXT NOT NULL
) STRICT;
