-- Some of the rows that the table gained, lost and changed between two snapshots, told apart by key.
WITH former AS (
  SELECT ROW(:key) AS id, ROW(:columns) AS content FROM :table FOR VERSION AS OF :from
),

later AS (
  SELECT ROW(:key) AS id, ROW(:columns) AS content FROM :table FOR VERSION AS OF :to
),

differences AS (
  SELECT
    CASE WHEN former.id IS NULL THEN 'added' WHEN later.id IS NULL THEN 'removed' ELSE 'changed' END AS change,
    former.content AS before,
    later.content AS after
  FROM former
  FULL OUTER JOIN later ON former.id = later.id
  WHERE former.content IS DISTINCT FROM later.content
)

SELECT change, before, after
FROM (
  SELECT change, before, after, row_number() OVER (PARTITION BY change) AS number
  FROM differences
) AS numbered
WHERE number <= :most;
