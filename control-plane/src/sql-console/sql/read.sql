SELECT content FROM executions WHERE id = :id;
