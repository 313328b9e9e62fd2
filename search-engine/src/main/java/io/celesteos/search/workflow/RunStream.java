package io.celesteos.search.workflow;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.jobs.JobSignals;
import io.celesteos.search.workflow.RunReport.StepReport;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as server-sent events, on the request's own virtual thread: {@code step} for each step at first and whenever
 * its state changes, {@code progress} as it gets on, {@code complete} with the report last. What is told is the
 * difference between two reports, so a caller that comes again has missed nothing. Thread-safe.
 */
final class RunStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RunStream.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final String RETRY = "retry: 3000\n\n";

    private final RunStore store;
    private final JobSignals signals;
    private final WorkflowProperties properties;
    private final JsonMapper json;
    private final Semaphore places;
    private final Set<Semaphore> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    RunStream(RunStore store, JobSignals signals, WorkflowProperties properties, JsonMapper json) {
        this.store = store;
        this.signals = signals;
        this.properties = properties;
        this.json = json;
        this.places = new Semaphore(properties.streams());
    }

    /**
     * Writes until the run has ended, the caller has gone or the stream is too old; the last two without {@code
     * complete}.
     */
    void write(RunReport first, YachtId yacht, HttpServletResponse response) {
        if (!places.tryAcquire()) {
            throw ProblemException.retryLater(
                    ProblemType.RATE_LIMITED, "Too many streams are open; ask for the run itself.", COME_AGAIN);
        }
        Semaphore news = new Semaphore(0);
        Consumer<UUID> watcher = run -> {
            if (run.equals(first.id())) {
                news.release();
            }
        };
        open.add(news);
        try (AutoCloseable watching = signals.watch(watcher)) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            follow(first, yacht, news, response.getOutputStream());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            log.debug("Nobody listens to run {} any more", first.id(), gone);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            open.remove(news);
            places.release();
        }
    }

    private void follow(RunReport first, YachtId yacht, Semaphore news, OutputStream out)
            throws IOException, InterruptedException {
        out.write(RETRY.getBytes(StandardCharsets.UTF_8));
        Told told = new Told(out);
        long end = System.nanoTime() + properties.streamLimit().toNanos();
        long silent = System.nanoTime();
        Optional<RunReport> report = Optional.of(first);
        while (report.isPresent()) {
            boolean said = told.tell(report.get());
            if (report.get().status().ended()) {
                told.event("complete", report.get());
                return;
            }
            if (said) {
                silent = System.nanoTime();
            } else if (System.nanoTime() - silent
                    >= properties.streamHeartbeat().toNanos()) {
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                silent = System.nanoTime();
            }
            if (System.nanoTime() > end || !running) {
                return;
            }
            if (news.tryAcquire(properties.streamEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
            report = store.find(yacht, first.id());
        }
    }

    /** What one caller has been told. */
    private final class Told {

        private final OutputStream out;
        private final Map<String, String> steps = new LinkedHashMap<>();
        private final Map<String, JsonNode> progress = new LinkedHashMap<>();
        private int number;

        Told(OutputStream out) {
            this.out = out;
        }

        /** @return whether there was anything new */
        boolean tell(RunReport report) throws IOException {
            boolean said = false;
            for (StepReport step : report.steps()) {
                String state = step.status() + " " + step.attempts() + " " + step.error();
                if (!state.equals(steps.put(step.name(), state))) {
                    event("step", step);
                    said = true;
                }
                JsonNode now = step.progress();
                if (now != null && !now.equals(progress.put(step.name(), now))) {
                    event("progress", Map.of("step", step.name(), "progress", now));
                    said = true;
                }
            }
            return said;
        }

        /** Jackson escapes line ends within strings, so the data is one line. */
        void event(String name, Object data) throws IOException {
            String frame = "id: " + ++number + "\nevent: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n";
            out.write(frame.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Streams end before the server waits for its requests to. */
    @Override
    public void stop() {
        running = false;
        open.forEach(Semaphore::release);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
