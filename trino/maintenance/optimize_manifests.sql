-- Groups the entries of all manifests by partition, in as few manifests as they fill.
ALTER TABLE :table EXECUTE optimize_manifests;
