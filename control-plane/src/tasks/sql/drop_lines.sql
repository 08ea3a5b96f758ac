-- Drops lines from the middle of a log: after its beginning, all but the newest that fit.
DELETE FROM log
WHERE id IN (
  SELECT id FROM (
    SELECT id, sum(length(text) + 40) OVER (ORDER BY id DESC) AS with_newer FROM log WHERE run = :run AND id > :head
  )
  WHERE with_newer > :keep
);
