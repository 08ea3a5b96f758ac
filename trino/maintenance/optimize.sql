-- Merges data files below a size with each other and with the deletes against them.
ALTER TABLE :table EXECUTE optimize(file_size_threshold => :below);
