-- Some rows of the table as it was in a snapshot.
SELECT :columns
FROM :table FOR VERSION AS OF :snapshot
LIMIT :most;
