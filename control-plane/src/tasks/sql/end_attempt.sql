UPDATE attempts SET ended_at = :ended_at, outcome = :outcome, detail = :detail
WHERE run = :run AND step = :step AND attempt = :attempt AND outcome IS NULL;
