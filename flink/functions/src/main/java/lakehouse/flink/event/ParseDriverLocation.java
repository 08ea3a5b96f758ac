package lakehouse.flink.event;

import java.time.Instant;
import java.util.List;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.types.Row;

/**
 * SQL {@code parse_driver_location(value, kafka_time)}: the ping in a record. A valid ping has its fields and a NULL
 * {@code reason}; a broken one has only the reason. The reference is {@code contracts/src/events/driver-location.ts}.
 */
@FunctionHint(
        output =
                @DataTypeHint(
                        "ROW<event_id STRING, driver_id STRING, city STRING, zone_id STRING, latitude DOUBLE, "
                                + "longitude DOUBLE, status STRING, event_time TIMESTAMP_LTZ(3), lateness_ms BIGINT, "
                                + "reason STRING>"))
public final class ParseDriverLocation extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final int REASON = 9;
    private static final Map<String, Integer> FIELDS =
            FieldNames.numbered(
                    "event_id", "driver_id", "city", "zone_id", "latitude", "longitude", "status", "event_time");
    private static final Set<String> STATUSES = new LinkedHashSet<>(List.of("AVAILABLE", "ON_TRIP", "OFFLINE"));

    public Row eval(byte[] value, @DataTypeHint("TIMESTAMP_LTZ(3)") Instant kafkaTime) {
        return parse(value, kafkaTime);
    }

    static Row parse(byte[] value, Instant kafkaTime) {
        try {
            JsonEvent event = JsonEvent.read(value, FIELDS);
            Instant eventTime = event.time("event_time");
            return Row.of(
                    event.text("event_id"),
                    event.text("driver_id"),
                    event.text("city"),
                    event.text("zone_id"),
                    event.number("latitude", -90, 90),
                    event.number("longitude", -180, 180),
                    event.oneOf("status", STATUSES),
                    eventTime,
                    Lateness.requireNotFuture(eventTime, kafkaTime),
                    null);
        } catch (InvalidEventException invalid) {
            Row row = new Row(REASON + 1);
            row.setField(REASON, invalid.getMessage());
            return row;
        }
    }
}
