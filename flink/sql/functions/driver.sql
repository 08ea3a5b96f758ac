-- Following drivers: sources in flink/functions, package lakehouse.flink.driver.
CREATE TEMPORARY SYSTEM FUNCTION previous_ping AS 'lakehouse.flink.driver.PreviousPing';
