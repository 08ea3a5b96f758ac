package lakehouse.flink.matching;

import java.time.Instant;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.types.Row;

/**
 * SQL {@code current_match(driver_id, zone_id, requested_at, driver_seen_at, distance_km)} per ride: the one match that
 * holds. When it is retracted and no other follows, the group is empty and Flink deletes its row.
 *
 * <p>Any built-in aggregate over a single row is optimised away, and with it the DELETE.
 */
@FunctionHint(
        input = {
            @DataTypeHint("STRING"),
            @DataTypeHint("STRING"),
            @DataTypeHint("TIMESTAMP_LTZ(3)"),
            @DataTypeHint("TIMESTAMP_LTZ(3)"),
            @DataTypeHint("DOUBLE")
        },
        accumulator = @DataTypeHint(CurrentMatch.MATCH),
        output = @DataTypeHint(CurrentMatch.MATCH))
public final class CurrentMatch extends AggregateFunction<Row, Row> {

    static final String MATCH =
            "ROW<driver_id STRING, zone_id STRING, requested_at TIMESTAMP_LTZ(3), driver_seen_at TIMESTAMP_LTZ(3), "
                    + "distance_km DOUBLE>";

    private static final long serialVersionUID = 1L;
    private static final int COLUMNS = 5;

    @Override
    public Row createAccumulator() {
        return new Row(COLUMNS);
    }

    public void accumulate(
            Row match, String driverId, String zoneId, Instant requestedAt, Instant seenAt, Double distanceKm) {
        match.setField(0, driverId);
        match.setField(1, zoneId);
        match.setField(2, requestedAt);
        match.setField(3, seenAt);
        match.setField(4, distanceKm);
    }

    public void retract(
            Row match, String driverId, String zoneId, Instant requestedAt, Instant seenAt, Double distanceKm) {
        // The match that replaces it overwrites it; without one Flink drops the group.
    }

    @Override
    public Row getValue(Row match) {
        return match;
    }
}
