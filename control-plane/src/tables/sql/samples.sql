SELECT at, data_rows, bytes, data_files, delete_files, snapshots, metadata_bytes
FROM samples
WHERE called = :called AND at >= :since
ORDER BY at;
