-- The newest run of each task that has ended.
SELECT * FROM runs
WHERE id IN (SELECT max(id) FROM runs WHERE state NOT IN ('waiting', 'running') GROUP BY task);
