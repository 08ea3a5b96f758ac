-- Takes the row of ride ? away again.
DELETE FROM iceberg.ride_hailing.iceberg_ride_event_log WHERE ride_id = ? AND event_id = 'corrupt'
