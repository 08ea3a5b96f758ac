-- The newest run of a task that was asked for before another run was, retries counting as what they retry.
SELECT * FROM runs WHERE task = :task AND root < :before ORDER BY id DESC LIMIT 1;
