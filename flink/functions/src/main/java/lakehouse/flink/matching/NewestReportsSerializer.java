package lakehouse.flink.matching;

import java.io.IOException;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

import lakehouse.flink.matching.NewestReports.Report;

/**
 * Binary form of {@link NewestReports}. As one opaque value it is built up in memory while a batch lasts; as a MAP column
 * it would be converted at every single report.
 */
public final class NewestReportsSerializer extends TypeSerializerSingleton<NewestReports> {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public NewestReports createInstance() {
        return new NewestReports();
    }

    @Override
    public NewestReports copy(NewestReports from) {
        NewestReports copy = new NewestReports();
        copy.byDriver.putAll(from.byDriver);
        return copy;
    }

    @Override
    public NewestReports copy(NewestReports from, NewestReports reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(NewestReports reports, DataOutputView target) throws IOException {
        target.writeInt(reports.byDriver.size());
        for (var entry : reports.byDriver.entrySet()) {
            StringValue.writeString(entry.getKey(), target);
            target.writeLong(entry.getValue().seenAtMillis());
            target.writeBoolean(entry.getValue().available());
            target.writeDouble(entry.getValue().distanceKm());
        }
    }

    @Override
    public NewestReports deserialize(DataInputView source) throws IOException {
        NewestReports reports = new NewestReports();
        for (int remaining = source.readInt(); remaining > 0; remaining--) {
            String driverId = StringValue.readString(source);
            reports.byDriver.put(
                    driverId, new Report(source.readLong(), source.readBoolean(), source.readDouble()));
        }
        return reports;
    }

    @Override
    public NewestReports deserialize(NewestReports reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<NewestReports> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into savepoints to name this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<NewestReports> {
        public Snapshot() {
            super(NewestReportsSerializer::new);
        }
    }
}
