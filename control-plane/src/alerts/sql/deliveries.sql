SELECT event, state, attempts, detail, at FROM deliveries WHERE alert = :alert ORDER BY event;
