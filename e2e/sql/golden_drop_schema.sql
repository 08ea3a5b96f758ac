-- Away with the tables that a run of the golden cases wrote.
DROP SCHEMA IF EXISTS iceberg.:schema CASCADE
