package lakehouse.flink.matching;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a ride knows of the drivers in its zone: the newest report of each. The accumulator of {@link NearestDriver}. */
public final class NewestReports {

    /** One report; the distance counts only while the driver is available. */
    record Report(long seenAtMillis, boolean available, double distanceKm) {

        /** Newer replaces older. Of two at one instant, which the contract rules out, the unavailable one counts. */
        boolean replaces(Report other) {
            return seenAtMillis != other.seenAtMillis ? seenAtMillis > other.seenAtMillis : !available;
        }

        boolean isBetterThan(Report other) {
            return distanceKm != other.distanceKm
                    ? distanceKm < other.distanceKm
                    : seenAtMillis > other.seenAtMillis;
        }
    }

    final Map<String, Report> byDriver = new HashMap<>();

    void add(String driverId, Report report) {
        byDriver.merge(driverId, report, (known, added) -> added.replaces(known) ? added : known);
    }

    /** The available driver who is nearest; ties by newest report, then lowest driver_id. Null where there is none. */
    Map.Entry<String, Report> nearest() {
        Map.Entry<String, Report> best = null;
        for (Map.Entry<String, Report> candidate : byDriver.entrySet()) {
            if (candidate.getValue().available() && (best == null || precedes(candidate, best))) {
                best = candidate;
            }
        }
        return best;
    }

    private static boolean precedes(Map.Entry<String, Report> a, Map.Entry<String, Report> b) {
        if (a.getValue().isBetterThan(b.getValue())) {
            return true;
        }
        return !b.getValue().isBetterThan(a.getValue()) && compareText(a.getKey(), b.getKey()) < 0;
    }

    /** By code point, which is by UTF-8 bytes; {@code String.compareTo} goes by UTF-16 units. */
    private static int compareText(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
