package io.celesteos.search.jobs;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Progress as server-sent events: {@code progress} whenever what is told has changed, {@code complete} last, comments in
 * between. A thread a stream waits for signals and looks by itself from time to time. Thread-safe.
 */
public final class ProgressStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProgressStreams.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    /** However many signals there are: nobody reads faster. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final JobsProperties properties;
    private final JobSignals signals;
    private final Semaphore free;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;

    ProgressStreams(JobsProperties properties, JobSignals signals) {
        this.properties = properties;
        this.signals = signals;
        this.free = new Semaphore(properties.streams());
    }

    /**
     * How far it is.
     *
     * @param report what is sent, as JSON; equal reports are sent once
     * @param ended nothing changes from here on
     */
    public record Progress(Object report, boolean ended) {}

    /**
     * @param job whose {@link JobSignals#progressed signals} are followed
     * @param look how far it is now; what it throws at the first look is the caller's answer, later ones are passed over
     * @throws ProblemException {@code overloaded} when too many streams are open
     */
    public SseEmitter open(UUID job, Supplier<Progress> look) {
        Progress first = look.get();
        if (!free.tryAcquire()) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED, "Too many streams are open; ask for the job itself.", COME_AGAIN);
        }
        Stream stream = new Stream(new SseEmitter(properties.streamLimit().toMillis()), look);
        open.add(stream);
        stream.emitter.onCompletion(stream::leave);
        stream.emitter.onTimeout(stream::leave);
        stream.emitter.onError(gone -> stream.leave());
        Thread.ofVirtual().name("job-events").start(() -> stream.run(job, first));
        return stream.emitter;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(Stream::leave);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private final class Stream {

        private final SseEmitter emitter;
        private final Supplier<Progress> look;
        private final Semaphore signal = new Semaphore(0);
        private volatile boolean left;
        private long number;

        Stream(SseEmitter emitter, Supplier<Progress> look) {
            this.emitter = emitter;
            this.look = look;
        }

        void leave() {
            left = true;
            signal.release();
        }

        void run(UUID job, Progress first) {
            try (JobSignals.Watch watch = signals.watch(each -> {
                if (each.equals(job)) {
                    signal.release();
                }
            })) {
                log.trace("Following {} as {}", job, watch);
                follow(first);
                emitter.complete();
            } catch (IOException | IllegalStateException gone) {
                log.debug("A stream's reader is gone", gone);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                open.remove(this);
                free.release();
            }
        }

        private void follow(Progress first) throws IOException, InterruptedException {
            send("progress", first.report());
            Progress told = first;
            long quiet = System.nanoTime();
            while (!told.ended() && !left) {
                if (signal.tryAcquire(properties.streamEvery().toNanos(), TimeUnit.NANOSECONDS) && !left) {
                    signal.tryAcquire(1_000, SHORTEST.toNanos(), TimeUnit.NANOSECONDS);
                    signal.drainPermits();
                }
                Progress now = left ? told : look(told);
                if (!now.report().equals(told.report())) {
                    send("progress", now.report());
                    quiet = System.nanoTime();
                } else if (System.nanoTime() - quiet
                        > properties.streamHeartbeat().toNanos()) {
                    emitter.send(SseEmitter.event().comment("alive"));
                    quiet = System.nanoTime();
                }
                told = now;
            }
            if (told.ended()) {
                send("complete", told.report());
            }
        }

        private Progress look(Progress told) {
            try {
                return look.get();
            } catch (ProblemException away) {
                // The database may be back at the next look; a job that is gone says nothing more.
                return away.type() == ProblemType.NOT_FOUND ? new Progress(told.report(), true) : told;
            }
        }

        private void send(String name, Object report) throws IOException {
            emitter.send(
                    SseEmitter.event().name(name).id(Long.toString(++number)).data(report, MediaType.APPLICATION_JSON));
        }
    }
}
