package io.celesteos.streaming.provider.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events out of a body, by the rules of the HTML standard (section 9.2.6). Between two events it holds nothing:
 * the readers in the dialects' libraries keep 24 KB each for as long as an answer is open. For one thread.
 */
public final class EventReader {

    private static final int USUAL_LINE = 256;
    private static final int END = -1;

    private final InputStream body;
    private boolean afterReturn;

    public EventReader(InputStream body) {
        this.body = body;
    }

    /**
     * What was sent.
     *
     * @param name empty where none was sent
     * @param data in UTF-8, its lines put together
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed from hand to hand and compared by nobody.
    public record Event(String name, byte[] data) {}

    /**
     * The next event; null at the end of the body, where an event that is not whole is left out.
     *
     * @throws IOException when the body is cut or late
     */
    public @Nullable Event next() throws IOException {
        String name = "";
        ByteArrayOutputStream data = null;
        for (byte[] line = line(); line != null; line = line()) {
            if (line.length == 0) {
                if (data != null) {
                    return new Event(name, data.toByteArray());
                }
                name = "";
                continue;
            }
            int colon = colon(line);
            int value =
                    colon + 1 < line.length && line[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, line.length);
            switch (new String(line, 0, colon, StandardCharsets.UTF_8)) {
                case "event" -> name = new String(line, value, line.length - value, StandardCharsets.UTF_8);
                case "data" -> {
                    if (data == null) {
                        data = new ByteArrayOutputStream(line.length);
                    } else {
                        data.write('\n');
                    }
                    data.write(line, value, line.length - value);
                }
                default -> {
                    // A comment, an id or the time after which to come back: we do not.
                }
            }
        }
        return null;
    }

    private static int colon(byte[] line) {
        int at = 0;
        while (at < line.length && line[at] != ':') {
            at++;
        }
        return at;
    }

    /** Null at the end. */
    private byte @Nullable [] line() throws IOException {
        int first = read();
        if (afterReturn && first == '\n') {
            first = read();
        }
        if (first == END) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_LINE);
        int each = first;
        while (each != '\n' && each != '\r' && each != END) {
            line.write(each);
            each = read();
        }
        afterReturn = each == '\r';
        return line.toByteArray();
    }

    private int read() throws IOException {
        return body.read();
    }
}
