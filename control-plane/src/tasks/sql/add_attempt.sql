INSERT INTO attempts (run, step, attempt, started_at) VALUES (:run, :step, :attempt, :started_at);
