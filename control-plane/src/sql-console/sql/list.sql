SELECT content FROM executions ORDER BY id DESC LIMIT :limit;
