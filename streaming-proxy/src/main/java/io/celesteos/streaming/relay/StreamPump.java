package io.celesteos.streaming.relay;

import io.celesteos.streaming.event.StreamEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Moves the events of a run to its caller on the caller's own thread, with a heartbeat into every long silence,
 * and ends the run when the caller leaves. Thread-safe.
 */
@Component
public class StreamPump {

    private final RelayProperties properties;

    StreamPump(RelayProperties properties) {
        this.properties = properties;
    }

    /**
     * Returns after the last event. The run is closed then, and in every other case.
     *
     * @throws IOException when the caller has left before
     */
    public void pump(StreamRun run, FrameSink sink) throws IOException {
        try (run) {
            long number = 0;
            long lastWrite = System.nanoTime();
            while (true) {
                StreamEvent event = run.next(quietTime(lastWrite));
                if (event == null) {
                    if (sink.callerGone()) {
                        throw new IOException("the caller has left");
                    }
                    if (untilHeartbeat(lastWrite).isZero()) {
                        sink.heartbeat();
                        lastWrite = System.nanoTime();
                    }
                    continue;
                }
                number++;
                sink.event(number, event);
                if (!run.hasMore()) {
                    sink.flush();
                }
                if (event.last()) {
                    return;
                }
                lastWrite = System.nanoTime();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for the next event");
        }
    }

    private Duration quietTime(long lastWrite) {
        Duration heartbeat = untilHeartbeat(lastWrite);
        return heartbeat.compareTo(properties.clientCheck()) < 0 ? heartbeat : properties.clientCheck();
    }

    private Duration untilHeartbeat(long lastWrite) {
        long left = properties.heartbeat().toNanos() - (System.nanoTime() - lastWrite);
        return Duration.ofNanos(Math.max(0, left));
    }
}
