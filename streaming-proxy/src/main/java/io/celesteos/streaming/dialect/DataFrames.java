package io.celesteos.streaming.dialect;

import io.celesteos.streaming.connection.BurstOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events that have no name and no id, only a line of JSON as {@code data}. For one thread. */
public final class DataFrames {

    private static final byte[] HEAD = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final JsonMapper json;

    private DataFrames(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** Begins the stream: headers that no proxy on the way takes for leave to hold it back. */
    public static DataFrames begin(HttpServletResponse response, JsonMapper json) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        return new DataFrames(new BurstOutput(response.getOutputStream()), json);
    }

    public void data(Object value) throws IOException {
        // Jackson escapes line ends within strings, so the data is one line.
        byte[] line = json.writeValueAsBytes(value);
        out.write(HEAD);
        out.write(line);
        out.write(END);
    }

    /** What both dialects end with. */
    public void done() throws IOException {
        out.write(DONE);
        out.flush();
    }

    /** A line that readers skip. */
    public void comment() throws IOException {
        out.write(COMMENT);
        out.flush();
    }

    public void flush() throws IOException {
        out.flush();
    }
}
