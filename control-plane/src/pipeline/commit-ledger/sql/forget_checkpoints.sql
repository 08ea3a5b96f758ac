DELETE FROM checkpoints WHERE completed_at < :before;
