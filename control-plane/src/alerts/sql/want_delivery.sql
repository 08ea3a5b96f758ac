INSERT INTO deliveries (alert, event, state, next_at) VALUES (:alert, :event, 'waiting', :now) ON CONFLICT DO NOTHING;
