-- A week is enough to see growth by hour and day.
DELETE FROM samples WHERE at < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-7 days');
