-- How many delete files of this sequence number or an earlier one are still there?
SELECT count(*) AS files
FROM :entries
WHERE status <> 2 AND data_file.content <> 0 AND sequence_number <= :sequence;
