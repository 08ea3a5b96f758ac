UPDATE runs SET dropped_lines = dropped_lines + :count WHERE id = :id;
