UPDATE steps SET state = :state, next_try_at = :next_try_at WHERE run = :run AND name = :name;
