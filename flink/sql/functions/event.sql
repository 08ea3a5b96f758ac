-- Reading records: sources in flink/functions, package lakehouse.flink.event.
CREATE TEMPORARY SYSTEM FUNCTION parse_ride_event AS 'lakehouse.flink.event.ParseRideEvent';
CREATE TEMPORARY SYSTEM FUNCTION parse_driver_location AS 'lakehouse.flink.event.ParseDriverLocation';
CREATE TEMPORARY SYSTEM FUNCTION event_rowtime AS 'lakehouse.flink.event.EventRowtime';
CREATE TEMPORARY SYSTEM FUNCTION payload_text AS 'lakehouse.flink.event.PayloadText';
