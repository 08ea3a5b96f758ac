DELETE FROM executions WHERE id <= (SELECT max(id) FROM executions) - :keep;
