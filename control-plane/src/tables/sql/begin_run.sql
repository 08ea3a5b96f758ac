INSERT INTO runs (called, action, why, operation, started_at)
VALUES (:called, :action, :why, :operation, :started_at)
RETURNING id;
