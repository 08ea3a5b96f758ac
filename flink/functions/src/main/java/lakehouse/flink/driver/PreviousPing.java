package lakehouse.flink.driver;

import java.time.Instant;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.types.Row;

/**
 * SQL {@code previous_ping(zone_id, status, event_time) OVER (… ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)}: what
 * the driver's ping before the current one said; all NULL at the first.
 *
 * <p>Flink's LAG treats rows of equal time as one step, so of a duplicated ping both copies would see the copy and not
 * the ping before. It also keeps a list per column where one row is enough.
 */
@FunctionHint(
        input = {@DataTypeHint("STRING"), @DataTypeHint("STRING"), @DataTypeHint("TIMESTAMP_LTZ(3)")},
        accumulator =
                @DataTypeHint(
                        "ROW<previous_zone_id STRING, previous_status STRING, previous_time TIMESTAMP_LTZ(3), "
                                + "zone_id STRING, status STRING, event_time TIMESTAMP_LTZ(3)>"),
        output = @DataTypeHint("ROW<zone_id STRING, status STRING, event_time TIMESTAMP_LTZ(3)>"))
public final class PreviousPing extends AggregateFunction<Row, Row> {

    private static final long serialVersionUID = 1L;
    private static final int COLUMNS = 3;

    @Override
    public Row createAccumulator() {
        return new Row(2 * COLUMNS);
    }

    public void accumulate(Row pings, String zoneId, String status, Instant eventTime) {
        for (int column = 0; column < COLUMNS; column++) {
            pings.setField(column, pings.getField(COLUMNS + column));
        }
        pings.setField(COLUMNS, zoneId);
        pings.setField(COLUMNS + 1, status);
        pings.setField(COLUMNS + 2, eventTime);
    }

    @Override
    public Row getValue(Row pings) {
        return Row.of(pings.getField(0), pings.getField(1), pings.getField(2));
    }
}
