UPDATE scheduler SET alive_at = :at WHERE one = 1;
