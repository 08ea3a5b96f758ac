package lakehouse.flink.event;

import java.util.HashMap;
import java.util.Map;

/** Numbers a contract's field names in the order given. */
final class FieldNames {

    private FieldNames() {}

    static Map<String, Integer> numbered(String... names) {
        Map<String, Integer> positions = new HashMap<>();
        for (String name : names) {
            positions.put(name, positions.size());
        }
        return positions;
    }
}
