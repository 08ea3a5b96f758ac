-- Newest first; '' means any task.
SELECT * FROM runs WHERE (:task = '' OR task = :task) AND id < :before ORDER BY id DESC LIMIT :limit;
