SELECT settled, seen, seen_at, answered FROM triggers WHERE task = :task AND "trigger" = :definition;
