DELETE FROM paused WHERE task = :task;
