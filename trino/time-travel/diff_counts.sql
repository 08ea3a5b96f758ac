-- How many rows, told apart by key, did the table gain, lose and change between two snapshots?
WITH former AS (
  SELECT ROW(:key) AS id, ROW(:columns) AS content FROM :table FOR VERSION AS OF :from
),

later AS (
  SELECT ROW(:key) AS id, ROW(:columns) AS content FROM :table FOR VERSION AS OF :to
)

SELECT
  count_if(former.id IS NULL) AS added,
  count_if(later.id IS NULL) AS removed,
  count_if(former.id IS NOT NULL AND later.id IS NOT NULL) AS changed
FROM former
FULL OUTER JOIN later ON former.id = later.id
WHERE former.content IS DISTINCT FROM later.content;
