SELECT * FROM attempts WHERE run = :run ORDER BY attempt;
