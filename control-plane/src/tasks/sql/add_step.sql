INSERT INTO steps (run, name, position, state) VALUES (:run, :name, :position, :state);
