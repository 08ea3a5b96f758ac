package lakehouse.flink.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * SQL {@code parse_ride_event(value, kafka_time)}: the event in a record. A valid event has its fields and a NULL
 * {@code reason}; a broken one has only the reason. The reference is {@code contracts/src/events/ride-event.ts}.
 */
@FunctionHint(
        input = {@DataTypeHint("BYTES"), @DataTypeHint("TIMESTAMP_LTZ(3)")},
        output =
                @DataTypeHint(
                        value =
                                "ROW<event_id STRING, ride_id STRING, rider_id STRING, driver_id STRING, city STRING, "
                                        + "zone_id STRING, pickup_latitude DOUBLE, pickup_longitude DOUBLE, "
                                        + "dropoff_latitude DOUBLE, dropoff_longitude DOUBLE, status STRING, "
                                        + "sequence BIGINT, fare DECIMAL(10, 2), requested_at TIMESTAMP_LTZ(3), "
                                        + "event_time TIMESTAMP_LTZ(3), lateness_ms BIGINT, reason STRING>",
                        bridgedTo = RowData.class))
public final class ParseRideEvent extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final int REASON = 16;
    /** The most that the tables' DECIMAL(10,2) holds. */
    private static final double MAX_FARE = 99_999_999.99;
    private static final Map<String, Integer> FIELDS =
            FieldNames.numbered(
                    "event_id", "ride_id", "rider_id", "driver_id", "city", "zone_id", "pickup_latitude",
                    "pickup_longitude", "dropoff_latitude", "dropoff_longitude", "status", "sequence", "fare",
                    "requested_at", "event_time");
    private static final Set<String> STATUSES =
            new LinkedHashSet<>(List.of("REQUESTED", "ACCEPTED", "COMPLETED", "CANCELLED"));

    private transient LastParsed last;

    @Override
    public void open(FunctionContext context) {
        last = new LastParsed();
    }

    public RowData eval(byte[] value, Instant kafkaTime) {
        return last.orParse(value, kafkaTime, ParseRideEvent::parse);
    }

    static RowData parse(byte[] value, Instant kafkaTime) {
        try {
            JsonEvent event = JsonEvent.read(value, FIELDS);
            Instant eventTime = event.time("event_time");
            return GenericRowData.of(
                    StringData.fromString(event.text("event_id")),
                    StringData.fromString(event.text("ride_id")),
                    StringData.fromString(event.text("rider_id")),
                    StringData.fromString(event.textOrNull("driver_id")),
                    StringData.fromString(event.text("city")),
                    StringData.fromString(event.text("zone_id")),
                    event.number("pickup_latitude", -90, 90),
                    event.number("pickup_longitude", -180, 180),
                    event.number("dropoff_latitude", -90, 90),
                    event.number("dropoff_longitude", -180, 180),
                    StringData.fromString(event.oneOf("status", STATUSES)),
                    event.integer("sequence", 1, 3),
                    cents(event.numberOrNull("fare", 0, MAX_FARE)),
                    TimestampData.fromInstant(event.time("requested_at")),
                    TimestampData.fromInstant(eventTime),
                    Lateness.requireNotFuture(eventTime, kafkaTime),
                    null);
        } catch (InvalidEventException invalid) {
            GenericRowData row = new GenericRowData(REASON + 1);
            row.setField(REASON, StringData.fromString(invalid.getMessage()));
            return row;
        }
    }

    /** Half-up to cents, from the shortest decimal that reads back as this double. */
    static DecimalData cents(Double fare) {
        return fare == null
                ? null
                : DecimalData.fromBigDecimal(BigDecimal.valueOf(fare).setScale(2, RoundingMode.HALF_UP), 10, 2);
    }
}
