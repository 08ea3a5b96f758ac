package lakehouse.flink.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.apache.flink.table.functions.ScalarFunction;

/**
 * SQL {@code payload_text(value)}: a record's original text for people to read. Undecodable bytes become U+FFFD. Of more
 * than 8 KiB only the first 8 KiB stay; a character that the cut would split is left out whole.
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
        int length = Math.min(value.length, MAX_BYTES);
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        CharBuffer text = CharBuffer.allocate(length);
        boolean whole = length == value.length;
        // Unless told that the input ends here, the decoder keeps back the beginning of a character.
        decoder.decode(ByteBuffer.wrap(value, 0, length), text, whole);
        return text.flip().toString();
    }
}
