package io.celesteos.streaming.sse;

import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as frames: {@code id}, {@code event} and one line of JSON as {@code data}. The first frame
 * carries {@code retry} as well. The id of the last frame starts with {@value #LAST}, so that a browser that
 * comes back by itself can be told that there is no more.
 */
final class SseFrameWriter implements FrameSink {

    /** Start of the id of a terminal event. */
    static final String LAST = "end-";

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END_OF_FRAME = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int RETRY_MILLIS = 3_000;

    private final OutputStream out;
    private final JsonMapper json;
    private final CallerConnection caller;

    SseFrameWriter(OutputStream out, JsonMapper json, CallerConnection caller) {
        this.out = out;
        this.json = json;
        this.caller = caller;
    }

    @Override
    public void event(long number, StreamEvent event) throws IOException {
        String head = (number == 1 ? "retry: " + RETRY_MILLIS + "\n" : "")
                + "id: " + (event.last() ? LAST : "") + number
                + "\nevent: " + event.eventType().wireName()
                + "\ndata: ";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        // Jackson escapes line ends within strings, so the data is one line.
        out.write(json.writeValueAsBytes(event));
        out.write(END_OF_FRAME);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void heartbeat() throws IOException {
        out.write(HEARTBEAT);
        out.flush();
    }

    @Override
    public boolean callerGone() {
        return caller.gone();
    }
}
