-- What was asked in the SQL console, and what came of it; rows of answers are not kept here.
CREATE TABLE IF NOT EXISTS executions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
