-- How many manifests does the table's present have, and how large are they?
SELECT count(*) AS manifests, coalesce(sum(length), 0) AS bytes
FROM :manifests;
