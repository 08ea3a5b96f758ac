UPDATE executions SET content = :content WHERE id = :id;
