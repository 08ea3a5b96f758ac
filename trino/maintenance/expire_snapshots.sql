-- Forgets snapshots older than an age, with the files that only they used.
ALTER TABLE :table EXECUTE expire_snapshots(retention_threshold => :retention);
