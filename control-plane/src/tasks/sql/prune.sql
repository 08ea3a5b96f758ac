-- Forgets all but the newest runs of each task that have ended.
DELETE FROM runs
WHERE id IN (
  SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY task ORDER BY id DESC) AS newness
    FROM runs WHERE state NOT IN ('waiting', 'running')
  )
  WHERE newness > :keep
);
