DELETE FROM alerts WHERE resolved_at < :before;
