INSERT INTO runs (root, task, state, cause, because, actor, parameters, definition, retry_of, created_at, mark)
VALUES (
  coalesce((SELECT root FROM runs WHERE id = :retry_of), 0),
  :task, 'waiting', :cause, :because, :actor, :parameters, :definition, :retry_of, :created_at, :mark
)
RETURNING id;
