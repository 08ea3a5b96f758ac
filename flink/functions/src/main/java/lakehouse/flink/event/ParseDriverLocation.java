package lakehouse.flink.event;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * SQL {@code parse_driver_location(value, kafka_time)}: the ping in a record. A valid ping has its fields and a NULL
 * {@code reason}; a broken one has only the reason. The reference is {@code contracts/src/events/driver-location.ts}.
 */
@FunctionHint(
        input = {@DataTypeHint("BYTES"), @DataTypeHint("TIMESTAMP_LTZ(3)")},
        output =
                @DataTypeHint(
                        value =
                                "ROW<event_id STRING, driver_id STRING, city STRING, zone_id STRING, latitude DOUBLE, "
                                        + "longitude DOUBLE, status STRING, event_time TIMESTAMP_LTZ(3), "
                                        + "lateness_ms BIGINT, reason STRING>",
                        bridgedTo = RowData.class))
public final class ParseDriverLocation extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final int REASON = 9;
    private static final Map<String, Integer> FIELDS =
            FieldNames.numbered(
                    "event_id", "driver_id", "city", "zone_id", "latitude", "longitude", "status", "event_time");
    private static final Set<String> STATUSES = new LinkedHashSet<>(List.of("AVAILABLE", "ON_TRIP", "OFFLINE"));

    private transient LastParsed last;

    @Override
    public void open(FunctionContext context) {
        last = new LastParsed();
    }

    public RowData eval(byte[] value, Instant kafkaTime) {
        return last.orParse(value, kafkaTime, ParseDriverLocation::parse);
    }

    static RowData parse(byte[] value, Instant kafkaTime) {
        try {
            JsonEvent event = JsonEvent.read(value, FIELDS);
            Instant eventTime = event.time("event_time");
            return GenericRowData.of(
                    StringData.fromString(event.text("event_id")),
                    StringData.fromString(event.text("driver_id")),
                    StringData.fromString(event.text("city")),
                    StringData.fromString(event.text("zone_id")),
                    event.number("latitude", -90, 90),
                    event.number("longitude", -180, 180),
                    StringData.fromString(event.oneOf("status", STATUSES)),
                    TimestampData.fromInstant(eventTime),
                    Lateness.requireNotFuture(eventTime, kafkaTime),
                    null);
        } catch (InvalidEventException invalid) {
            GenericRowData row = new GenericRowData(REASON + 1);
            row.setField(REASON, StringData.fromString(invalid.getMessage()));
            return row;
        }
    }
}
