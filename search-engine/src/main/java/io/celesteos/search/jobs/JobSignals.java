package io.celesteos.search.jobs;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What processes tell each other so that nobody has to wait for the next look: there is work, a job got on. Losing a
 * signal costs time and nothing else. Thread-safe.
 */
public final class JobSignals {

    /** Ends when closed. */
    public interface Watch extends AutoCloseable {

        @Override
        void close();
    }

    /** Tells other processes; returns at once and never fails. */
    interface Relay {

        /** For a single process. */
        Relay NONE = new Relay() {
            @Override
            public void wake() {}

            @Override
            public void progressed(UUID job) {}
        };

        void wake();

        void progressed(UUID job);
    }

    private final List<Runnable> workers = new CopyOnWriteArrayList<>();
    private final List<Consumer<UUID>> watchers = new CopyOnWriteArrayList<>();
    private volatile Relay relay = Relay.NONE;

    /** There may be due tasks. */
    public void wake() {
        wokenElsewhere();
        relay.wake();
    }

    /** A job, or a run, is not where it was. */
    public void progressed(UUID job) {
        progressedElsewhere(job);
        relay.progressed(job);
    }

    void wokenElsewhere() {
        workers.forEach(Runnable::run);
    }

    void progressedElsewhere(UUID job) {
        watchers.forEach(each -> each.accept(job));
    }

    void onWake(Runnable worker) {
        workers.add(worker);
    }

    /** Called for every job of every yacht; must return at once. */
    public Watch watch(Consumer<UUID> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void relayTo(Relay others) {
        this.relay = others;
    }
}
