INSERT INTO triggers (task, "trigger", settled, seen, seen_at, answered)
VALUES (:task, :definition, :settled, :seen, :seen_at, :answered)
ON CONFLICT DO UPDATE SET
  settled = excluded.settled, seen = excluded.seen, seen_at = excluded.seen_at, answered = excluded.answered;
