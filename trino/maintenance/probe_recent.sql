-- What does it cost to read the last hour of the table, as the dashboard does?
SELECT count(*) AS found
FROM :table
WHERE :column >= current_timestamp - INTERVAL '1' HOUR;
