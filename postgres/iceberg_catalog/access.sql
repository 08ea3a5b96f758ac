-- Nobody but the catalog's owner connects here: the BI login must not see where tables lie.
REVOKE CONNECT, TEMPORARY ON DATABASE iceberg_catalog FROM PUBLIC;
