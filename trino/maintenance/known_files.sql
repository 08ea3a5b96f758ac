-- Which data and delete files does any snapshot know?
SELECT DISTINCT data_file.file_path AS file
FROM :entries;
