INSERT INTO entries (operation, at, kind, content) VALUES (:operation, :at, :kind, :content);
