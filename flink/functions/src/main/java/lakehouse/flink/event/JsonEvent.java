package lakehouse.flink.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactoryBuilder;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * The contract's fields of one record, read in a single pass that accepts exactly what {@code JSON.parse} accepts after
 * a strict UTF-8 decoding. Of a repeated key the last occurrence counts; unknown fields are skipped.
 *
 * <p>Numbers are IEEE doubles, as in {@code JSON.parse}: {@code 1.0} is the integer 1, {@code 1e400} is not finite.
 */
public final class JsonEvent {

    /** Largest valid record value, bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final JsonFactory JSON =
            new JsonFactoryBuilder()
                    // A table of names seen so far could be flooded with colliding ones.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    // The size limit bounds a record; JSON.parse knows no further limits.
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_BYTES)
                                    .maxNumberLength(MAX_BYTES)
                                    .maxStringLength(MAX_BYTES)
                                    .maxNameLength(MAX_BYTES)
                                    .build())
                    .build();

    private final Map<String, Integer> positions;
    private final JsonToken[] tokens;
    private final String[] texts;

    private JsonEvent(Map<String, Integer> positions) {
        this.positions = positions;
        this.tokens = new JsonToken[positions.size()];
        this.texts = new String[positions.size()];
    }

    /**
     * Reads a record's value.
     *
     * @param positions the contract's field names, numbered from 0
     * @throws InvalidEventException when the value is not one JSON object of at most {@link #MAX_BYTES} of UTF-8
     */
    public static JsonEvent read(byte[] value, Map<String, Integer> positions) throws InvalidEventException {
        if (value == null) {
            throw new InvalidEventException("value is null");
        }
        if (value.length == 0) {
            throw new InvalidEventException("value is empty");
        }
        if (value.length > MAX_BYTES) {
            throw new InvalidEventException("value is larger than 64 KiB");
        }
        CharBuffer text = decode(value);
        JsonEvent event = new JsonEvent(positions);
        try (JsonParser parser = JSON.createParser(text.array(), text.arrayOffset(), text.length())) {
            event.readObject(parser);
        } catch (IOException malformed) {
            throw new InvalidEventException("not well-formed JSON");
        }
        return event;
    }

    private static CharBuffer decode(byte[] value) throws InvalidEventException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
        } catch (CharacterCodingException malformed) {
            throw new InvalidEventException("not valid UTF-8");
        }
    }

    private void readObject(JsonParser parser) throws IOException, InvalidEventException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidEventException("not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Integer position = positions.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (position != null) {
                tokens[position] = token;
                texts[position] = token.isScalarValue() ? parser.getText() : null;
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            throw new InvalidEventException("text after the JSON object");
        }
    }

    /** A non-empty string that UTF-8 and PostgreSQL can store. */
    public String text(String name) throws InvalidEventException {
        int position = positions.get(name);
        if (tokens[position] != JsonToken.VALUE_STRING || texts[position].isEmpty()) {
            throw new InvalidEventException(name + " must be a non-empty string");
        }
        if (!isStorable(texts[position])) {
            throw new InvalidEventException(name + " must hold neither NUL nor half a surrogate pair");
        }
        return texts[position];
    }

    /** As {@link #text}, or null where the field is present and null. */
    public String textOrNull(String name) throws InvalidEventException {
        return tokens[positions.get(name)] == JsonToken.VALUE_NULL ? null : text(name);
    }

    /** One of the listed strings. */
    public String oneOf(String name, Set<String> values) throws InvalidEventException {
        int position = positions.get(name);
        if (tokens[position] != JsonToken.VALUE_STRING || !values.contains(texts[position])) {
            throw new InvalidEventException(name + " must be one of " + values);
        }
        return texts[position];
    }

    /** A finite number from {@code min} to {@code max}. */
    public double number(String name, double min, double max) throws InvalidEventException {
        int position = positions.get(name);
        if (tokens[position] != null && tokens[position].isNumeric()) {
            double number = Double.parseDouble(texts[position]);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new InvalidEventException(
                String.format("%s must be a number from %s to %s", name, plain(min), plain(max)));
    }

    /** As {@link #number}, or null where the field is present and null. */
    public Double numberOrNull(String name, double min, double max) throws InvalidEventException {
        return tokens[positions.get(name)] == JsonToken.VALUE_NULL ? null : Double.valueOf(number(name, min, max));
    }

    /** A whole number from {@code min} to {@code max}. */
    public long integer(String name, long min, long max) throws InvalidEventException {
        double number = number(name, min, max);
        if (number != Math.rint(number)) {
            throw new InvalidEventException(String.format("%s must be a whole number", name));
        }
        return (long) number;
    }

    /** A time spelled exactly {@code YYYY-MM-DDTHH:MM:SS.mmmZ} that exists. */
    public Instant time(String name) throws InvalidEventException {
        int position = positions.get(name);
        Instant time = tokens[position] == JsonToken.VALUE_STRING ? IsoMillis.parse(texts[position]) : null;
        if (time == null) {
            throw new InvalidEventException(name + " must be an existing time written YYYY-MM-DDTHH:MM:SS.mmmZ");
        }
        return time;
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String plain(double bound) {
        return new java.math.BigDecimal(Double.toString(bound)).stripTrailingZeros().toPlainString();
    }
}
