INSERT OR REPLACE INTO samples (called, at, data_rows, bytes, data_files, delete_files, snapshots, metadata_bytes)
VALUES (:called, :at, :data_rows, :bytes, :data_files, :delete_files, :snapshots, :metadata_bytes);
