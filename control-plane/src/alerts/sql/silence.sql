INSERT INTO silences (rule, key, until, reason) VALUES (:rule, :key, :until, :reason)
ON CONFLICT (rule, key) DO UPDATE SET until = excluded.until, reason = excluded.reason;
