-- Which queries of tasks still run or wait?
SELECT query_id FROM system.runtime.queries WHERE source LIKE ? AND state NOT IN ('FINISHED', 'FAILED')
