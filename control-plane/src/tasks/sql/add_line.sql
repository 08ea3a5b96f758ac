INSERT INTO log (run, step, attempt, at, stream, text) VALUES (:run, :step, :attempt, :at, :stream, :text);
