-- A text that was submitted before keeps its number.
INSERT INTO versions (job, number, digest, spec, created_at)
SELECT :job, (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE job = :job), :digest, :spec, :at
WHERE NOT EXISTS (SELECT 1 FROM versions WHERE job = :job AND digest = :digest);
