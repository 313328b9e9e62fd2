package io.celesteos.streaming.relay;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.RequestContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.MDC;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Starts runs. Thread-safe. */
@Component
@EnableConfigurationProperties(RelayProperties.class)
public class StreamPipeline {

    /** When the service stops, runs end in this phase; what carries them stops in a lower one. */
    public static final int STOP_PHASE = OpenRuns.PHASE;

    private final Sources sources;
    private final RelayProperties properties;
    private final StreamMeters meters;
    private final OpenRuns openRuns;

    StreamPipeline(Sources sources, RelayProperties properties, StreamMeters meters, OpenRuns openRuns) {
        this.sources = sources;
        this.properties = properties;
        this.meters = meters;
        this.openRuns = openRuns;
    }

    /**
     * Begins to answer; returns at once. The run ends by the context's deadline and must be closed.
     *
     * @param context whose id, deadline and timings the run has
     * @throws ProblemException {@code shutting_down} when the service is going away
     */
    public StreamRun start(StreamQuery query, RequestContext context) {
        EventQueue events = new EventQueue(properties.queueCapacity(), context.deadline());
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("stream-", 0).factory());
        Branches branches = new Branches(context, properties.answerReserve(), threads);
        StreamTeller teller = new StreamTeller(context, sources.answerKind(), events, meters);
        Conductor conductor = new Conductor(query, sources, branches, teller, properties.fusedAfter());
        StreamRun run = new StreamRun(events, threads, context, meters, openRuns::remove);
        openRuns.add(run);
        threads.execute(() -> {
            MDC.put("request_id", context.requestId());
            conductor.conduct();
        });
        return run;
    }
}
