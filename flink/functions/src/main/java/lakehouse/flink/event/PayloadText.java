package lakehouse.flink.event;

import java.nio.charset.StandardCharsets;

import org.apache.flink.table.functions.ScalarFunction;

/**
 * SQL {@code payload_text(value)}: a record's original text for people to read. Of more than 8 KiB only the first 8 KiB
 * stay. Undecodable bytes become U+FFFD, so also what the cut leaves of a character.
 */
public final class PayloadText extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 8 * 1024;

    public String eval(byte[] value) {
        return text(value);
    }

    static String text(byte[] value) {
        if (value == null) {
            return null;
        }
        // This constructor never fails: it replaces what is malformed.
        return new String(value, 0, Math.min(value.length, MAX_BYTES), StandardCharsets.UTF_8);
    }
}
