SELECT * FROM steps WHERE run = :run ORDER BY position;
