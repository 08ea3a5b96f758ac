UPDATE runs
SET state = :state,
    started_at = coalesce(started_at, :started_at),
    ended_at = :ended_at,
    waiting_for = :waiting_for,
    summary = :summary
WHERE id = :id;
