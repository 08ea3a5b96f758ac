UPDATE deliveries SET state = :state, detail = :detail, at = :now WHERE alert = :alert AND event = :event;
