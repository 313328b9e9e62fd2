package io.celesteos.streaming.sse;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.connection.BurstOutput;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.relay.RelayProperties;
import io.celesteos.streaming.relay.StreamPipeline;
import io.celesteos.streaming.relay.StreamPump;
import io.celesteos.streaming.relay.StreamRun;
import io.celesteos.streaming.resume.RecordedEvent;
import io.celesteos.streaming.resume.Recording;
import io.celesteos.streaming.resume.Replay;
import io.celesteos.streaming.resume.StreamRecords;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request for a stream: with a new run, or with the rest of an old one. Thread-safe. */
@Component
class SsePipeline {

    private final StreamPipeline pipeline;
    private final StreamPump pump;
    private final StreamQuota quota;
    private final StreamRecords records;
    private final RelayProperties properties;
    private final JsonMapper json;

    SsePipeline(
            StreamPipeline pipeline,
            StreamPump pump,
            StreamQuota quota,
            StreamRecords records,
            RelayProperties properties,
            JsonMapper json) {
        this.pipeline = pipeline;
        this.pump = pump;
        this.quota = quota;
        this.records = records;
        this.properties = properties;
        this.json = json;
    }

    /**
     * Admits the request and begins the work for it.
     *
     * @return what writes the stream, by any one thread and to its end; empty when the caller has had all there is
     * @throws ProblemException when the request is refused; nothing has been written then
     */
    Optional<SseTurn> admit(SseRequest request, HttpServletResponse response) {
        if (request.sawTheEnd()) {
            // A browser reconnects after every end, the good one too; 204 is how it is told to stop.
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return Optional.empty();
        }
        StreamQuota.Place place = quota.take(request.query().yachtId());
        try {
            response.setHeader(StreamQuota.REMAINING_HEADER, Integer.toString(place.remaining()));
            CallerConnection caller = CallerConnection.current();
            Optional<Replay> earlier =
                    request.seen().flatMap(id -> records.find(request.query().yachtId(), id));
            if (earlier.isPresent()) {
                Replay rest = earlier.get();
                return Optional.of(new SseTurn(place, () -> replay(rest, request, response, caller)));
            }
            StreamRun run = pipeline.start(request.query(), RequestContext.current());
            return Optional.of(new SseTurn(place, () -> tell(run, request, response, caller)));
        } catch (RuntimeException refused) {
            place.close();
            throw refused;
        }
    }

    private void tell(StreamRun run, SseRequest request, HttpServletResponse response, CallerConnection caller)
            throws IOException {
        try (Recording recording = records.begin(request.query().yachtId(), request.resume())) {
            SseFrames frames = frames(recording.stream(), request, response);
            pump.pump(run, new RecordingFrames(recording, frames, json, caller));
        } finally {
            run.close();
        }
    }

    private void replay(Replay earlier, SseRequest request, HttpServletResponse response, CallerConnection caller)
            throws IOException {
        try (earlier) {
            SseFrames frames = frames(earlier.stream(), request, response);
            // The caller learns that it is connected again, however long the next event takes.
            response.flushBuffer();
            follow(earlier, frames, caller);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for the next event");
        }
    }

    private void follow(Replay earlier, SseFrames frames, CallerConnection caller)
            throws IOException, InterruptedException {
        long lastWrite = System.nanoTime();
        while (true) {
            List<RecordedEvent> events = earlier.next(properties.clientCheck());
            for (RecordedEvent event : events) {
                frames.write(event);
            }
            if (!events.isEmpty()) {
                frames.flush();
                lastWrite = System.nanoTime();
            }
            if (earlier.over()) {
                return;
            }
            if (caller.gone()) {
                throw new IOException("the caller has left");
            }
            if (System.nanoTime() - lastWrite >= properties.heartbeat().toNanos()) {
                frames.heartbeat();
                lastWrite = System.nanoTime();
            }
        }
    }

    private static SseFrames frames(String stream, SseRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        return new SseFrames(new BurstOutput(response.getOutputStream()), stream, request.heartbeat());
    }
}
