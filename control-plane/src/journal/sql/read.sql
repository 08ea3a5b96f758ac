SELECT operation, at, kind, content FROM entries WHERE operation = :operation ORDER BY id;
