INSERT INTO executions (content) VALUES ('{}') RETURNING id;
