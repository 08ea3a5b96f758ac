-- What is written from now on is laid out so; what is there stays as it is.
ALTER TABLE :table SET PROPERTIES partitioning = :partitioning;
