package io.celesteos.bench.load.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of bytes. */
final class HttpLines {

    private HttpLines() {}

    /** The next line without its end; null at the end of the stream. */
    static @Nullable String next(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (each != '\r') {
                line.write(each);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
