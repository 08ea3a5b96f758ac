SELECT pid, since, alive_at FROM scheduler WHERE one = 1;
