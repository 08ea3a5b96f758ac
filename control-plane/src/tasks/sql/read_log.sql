SELECT id, at, step, attempt, stream, text FROM log WHERE run = :run AND id > :after ORDER BY id LIMIT :limit;
