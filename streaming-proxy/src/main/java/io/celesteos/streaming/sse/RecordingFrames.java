package io.celesteos.streaming.sse;

import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import io.celesteos.streaming.resume.RecordedEvent;
import io.celesteos.streaming.resume.Recording;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the events of a run and writes them to its caller. When the caller is lost, the run goes on into the record
 * alone for as long as somebody may come back for it.
 */
final class RecordingFrames implements FrameSink {

    private final Recording recording;
    private final SseFrames frames;
    private final JsonMapper json;
    private final CallerConnection caller;
    private @Nullable IOException left;

    RecordingFrames(Recording recording, SseFrames frames, JsonMapper json, CallerConnection caller) {
        this.recording = recording;
        this.frames = frames;
        this.json = json;
        this.caller = caller;
    }

    @Override
    public void event(long number, StreamEvent event) throws IOException {
        RecordedEvent recorded = new RecordedEvent(
                number, event.eventType().wireName(), json.writeValueAsBytes(event), endsForGood(event));
        recording.add(recorded);
        toCaller(() -> frames.write(recorded));
        goOnlyIfWanted();
    }

    @Override
    public void flush() throws IOException {
        toCaller(frames::flush);
    }

    @Override
    public void heartbeat() throws IOException {
        toCaller(frames::heartbeat);
    }

    @Override
    public boolean callerGone() {
        if (left == null && caller.gone()) {
            leave(new IOException("the caller has left"));
        }
        recording.tick();
        return left != null && !recording.wanted();
    }

    /** A caller whose stream ended with this instance is to come back, and not to be told that all is said. */
    private static boolean endsForGood(StreamEvent event) {
        boolean goesAway =
                event instanceof StreamEvent.Failed failed && failed.cause().type() == ProblemType.SHUTTING_DOWN;
        return event.last() && !goesAway;
    }

    private void toCaller(Write write) {
        if (left == null) {
            try {
                write.run();
            } catch (IOException gone) {
                leave(gone);
            }
        }
    }

    private void leave(IOException how) {
        left = how;
        recording.callerLeft();
    }

    private void goOnlyIfWanted() throws IOException {
        if (left != null && !recording.wanted()) {
            throw left;
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
