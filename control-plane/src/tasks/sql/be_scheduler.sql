INSERT INTO scheduler (one, pid, since, alive_at) VALUES (1, :pid, :at, :at)
ON CONFLICT DO UPDATE SET pid = excluded.pid, since = excluded.since, alive_at = excluded.alive_at;
