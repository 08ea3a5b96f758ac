-- Two control planes on one file must not both tell: who counts the attempt makes it.
UPDATE deliveries SET attempts = attempts + 1, next_at = :next_at
WHERE alert = :alert AND event = :event AND attempts = :attempts AND state = 'waiting';
