package lakehouse.flink.event;

import java.time.Instant;
import java.util.function.BiFunction;

import org.apache.flink.table.data.RowData;

/** Remembers the newest result: the planner may call a function once for each column that is read from it. */
final class LastParsed {

    private byte[] value;
    private Instant kafkaTime;
    private RowData event;

    RowData orParse(byte[] newValue, Instant newKafkaTime, BiFunction<byte[], Instant, RowData> parse) {
        boolean sameRecord = event != null && newValue == value && newKafkaTime.equals(kafkaTime);
        if (!sameRecord) {
            event = parse.apply(newValue, newKafkaTime);
            value = newValue;
            kafkaTime = newKafkaTime;
        }
        return event;
    }
}
