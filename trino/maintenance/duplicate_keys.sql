-- How many keys have more than one row?
SELECT count(*) AS duplicates
FROM (
  SELECT 1
  FROM :table
  GROUP BY :key
  HAVING count(*) > 1
) AS doubled;
