UPDATE savepoints SET deleted_at = :at WHERE id = :id;
