UPDATE versions SET graph = :graph WHERE job = :job AND digest = :digest;
