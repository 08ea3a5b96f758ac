INSERT OR IGNORE INTO paused (task) VALUES (:task);
