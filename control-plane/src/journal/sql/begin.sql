-- Opens an operation and gives its number.
INSERT INTO entries (operation, at, kind, content)
SELECT coalesce(max(operation), 0) + 1, :at, 'begun', :content FROM entries
RETURNING operation;
