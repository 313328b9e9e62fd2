package io.celesteos.streaming.sse;

import io.celesteos.streaming.resume.EventId;
import io.celesteos.streaming.resume.RecordedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes frames: {@code id}, {@code event} and one line of JSON as {@code data}. The first frame of a connection
 * carries {@code retry} as well. Used by one thread.
 */
final class SseFrames {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** Without an id: what a client remembers as its last event stays. */
    private static final byte[] EVENT = "event: heartbeat\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

    private static final byte[] END_OF_FRAME = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int RETRY_MILLIS = 3_000;

    private final OutputStream out;
    private final String stream;
    private final Heartbeat heartbeat;
    private boolean begun;

    SseFrames(OutputStream out, String stream, Heartbeat heartbeat) {
        this.out = out;
        this.stream = stream;
        this.heartbeat = heartbeat;
    }

    void write(RecordedEvent event) throws IOException {
        String head = (begun ? "" : "retry: " + RETRY_MILLIS + "\n")
                + "id: " + new EventId(stream, event.number(), event.last())
                + "\nevent: " + event.name()
                + "\ndata: ";
        begun = true;
        out.write(head.getBytes(StandardCharsets.UTF_8));
        // Jackson escapes line ends within strings, so the data is one line.
        out.write(event.data());
        out.write(END_OF_FRAME);
    }

    void heartbeat() throws IOException {
        out.write(heartbeat == Heartbeat.EVENT ? EVENT : COMMENT);
        out.flush();
    }

    void flush() throws IOException {
        out.flush();
    }
}
