-- How many files of which kind are in each partition of each layout, and how many are small?
SELECT
  spec_id,
  :partition AS partition,
  content,
  count(*) AS files,
  sum(file_size_in_bytes) AS bytes,
  sum(record_count) AS records,
  count_if(file_size_in_bytes < :small) AS small_files,
  sum(if(file_size_in_bytes < :small, file_size_in_bytes, 0)) AS small_bytes
FROM :files
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;
