UPDATE alerts SET acknowledged_by = :by, acknowledged_at = :now WHERE id = :id;
