-- Every entry of the newest operations that fit; '' means any.
WITH wanted AS (
  SELECT operation FROM entries
  WHERE kind = 'begun'
    AND operation < :before
    AND (:object = '' OR content ->> 'object' = :object)
    AND (:work = '' OR content ->> 'kind' = :work)
    AND (:unended = 0 OR operation NOT IN (SELECT operation FROM entries WHERE kind = 'ended'))
  ORDER BY operation DESC
  LIMIT :limit
)
SELECT operation, at, kind, content FROM entries
WHERE operation IN (SELECT operation FROM wanted)
ORDER BY operation DESC, id;
