-- Which statement would create the table as it is?
SHOW CREATE TABLE :table;
