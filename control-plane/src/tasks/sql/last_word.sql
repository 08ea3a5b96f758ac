SELECT max(at) AS at FROM log WHERE run = :run;
