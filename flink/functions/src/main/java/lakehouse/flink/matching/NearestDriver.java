package lakehouse.flink.matching;

import java.time.Instant;
import java.util.Map;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.types.Row;

import lakehouse.flink.matching.NewestReports.Report;

/**
 * SQL {@code nearest_driver(driver_id, available, seen_at, distance_km)}: folds the availability reports around one ride
 * into the driver it is offered to, or NULL while no driver is available. The order of the reports does not matter.
 */
@FunctionHint(
        input = {
            @DataTypeHint("STRING"),
            @DataTypeHint("BOOLEAN"),
            @DataTypeHint("TIMESTAMP_LTZ(3)"),
            @DataTypeHint("DOUBLE")
        },
        accumulator =
                @DataTypeHint(
                        value = "RAW",
                        bridgedTo = NewestReports.class,
                        rawSerializer = NewestReportsSerializer.class),
        output = @DataTypeHint("ROW<driver_id STRING, seen_at TIMESTAMP_LTZ(3), distance_km DOUBLE>"))
public final class NearestDriver extends AggregateFunction<Row, NewestReports> {

    private static final long serialVersionUID = 1L;

    @Override
    public NewestReports createAccumulator() {
        return new NewestReports();
    }

    public void accumulate(
            NewestReports reports, String driverId, Boolean available, Instant seenAt, Double distanceKm) {
        reports.add(driverId, new Report(seenAt.toEpochMilli(), available, distanceKm));
    }

    public void merge(NewestReports reports, Iterable<NewestReports> others) {
        for (NewestReports other : others) {
            other.byDriver.forEach(reports::add);
        }
    }

    @Override
    public Row getValue(NewestReports reports) {
        Map.Entry<String, Report> nearest = reports.nearest();
        if (nearest == null) {
            return null;
        }
        Report report = nearest.getValue();
        return Row.of(nearest.getKey(), Instant.ofEpochMilli(report.seenAtMillis()), report.distanceKm());
    }
}
