-- Makes an earlier snapshot the present one.
ALTER TABLE :table EXECUTE rollback_to_snapshot(snapshot_id => :snapshot);
