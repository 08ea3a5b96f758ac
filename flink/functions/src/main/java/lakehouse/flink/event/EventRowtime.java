package lakehouse.flink.event;

import java.time.Instant;
import java.util.Map;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * SQL {@code event_rowtime(value, kafka_time)}: the record's place in event time. That is its event_time where the event
 * is on time, and kafka_time for everything else (late, future, broken, heartbeat), which no event-time operator reads:
 * a rowtime must never be NULL, and none may lie behind the watermark.
 */
public final class EventRowtime extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Integer> EVENT_TIME = Map.of("event_time", 0);

    public @DataTypeHint("TIMESTAMP_LTZ(3) NOT NULL") Instant eval(
            byte[] value, @DataTypeHint("TIMESTAMP_LTZ(3)") Instant kafkaTime) {
        return rowtime(value, kafkaTime);
    }

    static Instant rowtime(byte[] value, Instant kafkaTime) {
        try {
            Instant eventTime = JsonEvent.read(value, EVENT_TIME).time("event_time");
            boolean onTime = Math.abs(Lateness.millis(eventTime, kafkaTime)) <= Lateness.TOLERANCE_MS;
            return onTime ? eventTime : kafkaTime;
        } catch (InvalidEventException broken) {
            return kafkaTime;
        }
    }
}
