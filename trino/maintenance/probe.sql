-- What does it cost to read the table as it is?
SELECT count(*) AS found
FROM :table;
