UPDATE runs SET root = id WHERE id = :id AND root = 0;
