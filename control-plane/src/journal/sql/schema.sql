-- What was done to the pipeline, by whom, step by step. Rows are added and never changed.
CREATE TABLE IF NOT EXISTS entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operation INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('begun', 'step_begun', 'step_ended', 'noted', 'ended')),
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE INDEX IF NOT EXISTS entries_of_operation ON entries (operation, id);
CREATE UNIQUE INDEX IF NOT EXISTS one_begin ON entries (operation) WHERE kind = 'begun';
CREATE UNIQUE INDEX IF NOT EXISTS one_end ON entries (operation) WHERE kind = 'ended';

CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entries_stay_as_written BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
