-- The same, only in the partitions that begin at a moment or later.
ALTER TABLE :table EXECUTE optimize(file_size_threshold => :below) WHERE :column >= :since;
