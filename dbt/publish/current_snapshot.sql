-- As text: a snapshot id has more digits than a JSON number keeps.
SELECT CAST(snapshot_id AS VARCHAR)
FROM iceberg.${schema}.${mart_refs}
WHERE name = 'main'
