package lakehouse.flink.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times spelled exactly {@code YYYY-MM-DDTHH:MM:SS.mmmZ}. */
public final class IsoMillis {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.dddZ";

    private IsoMillis() {}

    /** The instant, or null where the spelling differs or the date or time does not exist (leap seconds do not). */
    public static Instant parse(String text) {
        if (text.length() != SHAPE.length()) {
            return null;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char expected = SHAPE.charAt(i);
            char actual = text.charAt(i);
            if (expected == 'd' ? actual < '0' || actual > '9' : actual != expected) {
                return null;
            }
        }
        try {
            return LocalDateTime.of(
                            digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10),
                            digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19),
                            digits(text, 20, 23) * 1_000_000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException doesNotExist) {
            return null;
        }
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
