package lakehouse.flink.event;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * SQL {@code waking_watermark(kafka_partition, watermark, silence)}: the watermark, but after so long a silence of the
 * partition it stands still for two more seconds, one millisecond above the last one.
 *
 * <p>When all is silent for longer than the idle timeout, every input of a join is idle, and Flink leaves idle inputs out
 * of an operator's watermark. Whichever input wakes first would then move it over the whole silence, before the rows that
 * the other one still owes are there. The millisecond tells all operators that the input is active again (a watermark
 * that does not grow is not sent on), the two seconds give all partitions time to wake. A watermark that is too low only
 * delays results, it never changes them. What this does not mend: ADR 18, last lines.
 */
public final class WakingWatermark extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final long WAKING_NANOS = Duration.ofSeconds(2).toNanos();

    private transient Map<Integer, Partition> partitions;
    private transient long openedAt;

    @Override
    public void open(FunctionContext context) {
        partitions = new HashMap<>();
        openedAt = System.nanoTime();
    }

    /** Its answer depends on when a record is read. */
    @Override
    public boolean isDeterministic() {
        return false;
    }

    public @DataTypeHint("TIMESTAMP_LTZ(3)") Instant eval(
            Integer partition,
            @DataTypeHint("TIMESTAMP_LTZ(3)") Instant watermark,
            @DataTypeHint("INTERVAL SECOND(3)") Duration silence) {
        return partitions.computeIfAbsent(partition, number -> new Partition(openedAt))
                .read(watermark, silence.toNanos(), System.nanoTime());
    }

    /** Of one partition: when it was last read and wakes, by the machine's clock, and how far its watermark is. */
    private static final class Partition {
        private long readAt;
        private long awakeAt;
        private Instant watermark = Instant.EPOCH;

        Partition(long readAt) {
            this.readAt = readAt;
            this.awakeAt = readAt;
        }

        Instant read(Instant next, long silence, long now) {
            if (now - readAt > silence) {
                awakeAt = now + WAKING_NANOS;
            }
            readAt = now;
            if (now < awakeAt) {
                return watermark.plusMillis(1);
            }
            watermark = next;
            return next;
        }
    }
}
