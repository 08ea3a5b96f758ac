-- Every entry of the newest operations that fit; '' means any, outcome 'unended' those that have none yet.
WITH wanted AS (
  SELECT operation FROM entries AS begun
  WHERE kind = 'begun'
    AND operation < :before
    AND (:object = '' OR content ->> 'object' = :object)
    AND (:work = '' OR content ->> 'kind' = :work)
    AND (
      :outcome = ''
      OR :outcome = coalesce(
        (SELECT content ->> 'outcome' FROM entries WHERE kind = 'ended' AND operation = begun.operation),
        'unended'
      )
    )
  ORDER BY operation DESC
  LIMIT :limit
)
SELECT operation, at, kind, content FROM entries
WHERE operation IN (SELECT operation FROM wanted)
ORDER BY operation DESC, id;
