SELECT alert, event, attempts FROM deliveries WHERE state = 'waiting' AND next_at <= :now ORDER BY next_at LIMIT 20;
