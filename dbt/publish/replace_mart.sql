-- One commit: readers see the former table until it and the new one from then on.
CREATE OR REPLACE TABLE iceberg.ride_hailing_marts.${mart}
COMMENT ${description}
WITH (${properties})
AS SELECT * FROM iceberg.ride_hailing_audit.${mart} FOR VERSION AS OF ${snapshot}
