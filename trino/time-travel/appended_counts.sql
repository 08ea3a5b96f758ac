-- How many rows were added to and removed from a table between two snapshots? Reads only the files of the commits between.
SELECT
  count_if(_change_type = 'insert') AS added,
  count_if(_change_type = 'delete') AS removed,
  0 AS changed
FROM TABLE(
  :catalog.system.table_changes(
    schema_name => :schema_text,
    table_name => :name_text,
    start_snapshot_id => :from,
    end_snapshot_id => :to
  )
);
