SELECT * FROM runs WHERE state IN ('waiting', 'running') ORDER BY id;
