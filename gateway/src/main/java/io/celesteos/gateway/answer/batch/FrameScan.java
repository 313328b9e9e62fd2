package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.outcome.Degradation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the first events of a stream as they pass, until it is known whether there will be results: a stream that says
 * {@code search_unavailable}, or ends in an error of ours, before any of them will have none. Used by one thread at a
 * time.
 */
final class FrameScan {

    private enum State {
        /** Whole events pass, one by one. */
        LOOKING,
        /** Bytes pass as they come. */
        PASSING,
        /** Nothing passes any more. */
        ENDED
    }

    /** No event before the first result is as large. */
    private static final int MOST_PENDING = 256 * 1024;

    private static final String LACKS_RESULTS = "\"" + Degradation.SEARCH_UNAVAILABLE.wireName() + "\"";

    private final JsonMapper json;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private State state = State.LOOKING;
    private byte beforeLast = '\n';
    private byte last = '\n';

    FrameScan(JsonMapper json) {
        this.json = json;
    }

    /** Whether another has to go on. */
    boolean ended() {
        return state == State.ENDED;
    }

    /** Whether what has passed ends between two events, so that another one may be told. */
    boolean betweenEvents() {
        return state == State.LOOKING || (beforeLast == '\n' && last == '\n');
    }

    /** What may pass of this piece and of what was kept back before; takes over the buffer. */
    DataBuffer pass(DataBuffer piece) {
        if (state == State.PASSING) {
            remember(piece);
            return piece;
        }
        byte[] bytes = new byte[piece.readableByteCount()];
        piece.read(bytes);
        DataBufferUtils.release(piece);
        pending.writeBytes(bytes);
        String text = pending.toString(StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int end = text.indexOf("\n\n"); end >= 0 && state == State.LOOKING; end = text.indexOf("\n\n", at)) {
            look(text.substring(at, end));
            at = state == State.ENDED ? at : end + 2;
        }
        if (state == State.LOOKING && text.length() - at > MOST_PENDING) {
            state = State.PASSING;
        }
        String passing = state == State.PASSING ? text : text.substring(0, at);
        pending.reset();
        if (state == State.LOOKING) {
            pending.writeBytes(text.substring(at).getBytes(StandardCharsets.ISO_8859_1));
        }
        DataBuffer passed = DefaultDataBufferFactory.sharedInstance.wrap(passing.getBytes(StandardCharsets.ISO_8859_1));
        remember(passed);
        return passed;
    }

    /** Whether an event has ended is told by the two bytes before. */
    private void remember(DataBuffer passed) {
        int end = passed.writePosition();
        int length = passed.readableByteCount();
        if (length > 0) {
            beforeLast = length > 1 ? passed.getByte(end - 2) : last;
            last = passed.getByte(end - 1);
        }
    }

    private void look(String frame) {
        String event = field(frame, "event:");
        String data = field(frame, "data:");
        state = switch (event) {
            case "result", "rerank", "llm_chunk", "complete" -> State.PASSING;
            case "degraded" -> data.contains(LACKS_RESULTS) ? State.ENDED : State.LOOKING;
            case "error" -> ours(data) ? State.ENDED : State.PASSING;
            default -> State.LOOKING;
        };
    }

    /** A refusal of the request is the caller's to mend. */
    private boolean ours(String data) {
        try {
            return json.readTree(data).path("status").asInt(0) >= 500;
        } catch (JacksonException unreadable) {
            return false;
        }
    }

    private static String field(String frame, String name) {
        return frame.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }
}
