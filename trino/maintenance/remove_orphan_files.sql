-- Deletes files under the table's folder that no snapshot knows, when they are older than an age.
ALTER TABLE :table EXECUTE remove_orphan_files(retention_threshold => :retention);
