package lakehouse.flink.event;

import java.time.Duration;
import java.time.Instant;

/** How an event's own time relates to the Kafka timestamp of its record; that record alone decides. */
public final class Lateness {

    /** An event more than this before its record is late, more than this after it is a dead letter, milliseconds. */
    public static final long TOLERANCE_MS = 5_000;

    private Lateness() {}

    /** Milliseconds from the event to its record; negative when the event claims to be from after it. */
    public static long millis(Instant eventTime, Instant kafkaTime) {
        return Duration.between(eventTime, kafkaTime).toMillis();
    }

    /** @throws InvalidEventException when the event claims to be from the future */
    public static long requireNotFuture(Instant eventTime, Instant kafkaTime) throws InvalidEventException {
        long lateness = millis(eventTime, kafkaTime);
        if (lateness < -TOLERANCE_MS) {
            throw new InvalidEventException("event_time is more than 5 s after kafka_time");
        }
        return lateness;
    }
}
