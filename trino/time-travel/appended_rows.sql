-- Some of the rows that were added to and removed from a table between two snapshots.
SELECT change, before, after
FROM (
  SELECT
    if(_change_type = 'insert', 'added', 'removed') AS change,
    if(_change_type = 'delete', ROW(:columns)) AS before,
    if(_change_type = 'insert', ROW(:columns)) AS after,
    row_number() OVER (PARTITION BY _change_type) AS number
  FROM TABLE(
    :catalog.system.table_changes(
      schema_name => :schema_text,
      table_name => :name_text,
      start_snapshot_id => :from,
      end_snapshot_id => :to
    )
  )
) AS numbered
WHERE number <= :most;
