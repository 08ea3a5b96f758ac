SELECT mark FROM runs WHERE task = :task AND state = 'succeeded' AND mark IS NOT NULL ORDER BY id DESC LIMIT 1;
