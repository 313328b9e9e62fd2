package io.celesteos.bench.ingest;

import io.celesteos.bench.process.ProcessMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Resident memory of the search-engine and of the processes that read files for it, over time. */
final class MemoryTrace implements AutoCloseable {

    private static final long EVERY_MILLIS = 500;

    private final long pid;
    private final List<Reading> readings = new ArrayList<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("memory-trace").factory());
    private String part = "";
    private long startNanos = System.nanoTime();
    private double before;

    /**
     * @param seconds of ingesting before it, all parts together
     * @param resident of the search-engine, MB of 2^20 bytes
     * @param readers of the processes that read files, together
     */
    record Reading(String part, double seconds, double resident, double readers) {}

    MemoryTrace(long pid) {
        this.pid = pid;
        clockwork.scheduleAtFixedRate(this::read, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void begin(String name) {
        part = name;
        startNanos = System.nanoTime();
    }

    /** Until the next part nothing is kept. */
    synchronized void end() {
        read();
        before += (System.nanoTime() - startNanos) / 1e9;
        part = "";
    }

    private synchronized void read() {
        if (part.isEmpty()) {
            return;
        }
        double readers = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> resident(child.pid()))
                .sum();
        readings.add(new Reading(part, before + (System.nanoTime() - startNanos) / 1e9, resident(pid), readers));
    }

    private static double resident(long process) {
        try {
            return ProcessMemory.of(process).resident();
        } catch (IOException ended) {
            return 0;
        }
    }

    synchronized List<Reading> readings() {
        return List.copyOf(readings);
    }

    /**
     * How much larger the process was in the last quarter of the time than in the second one, by medians, in MB: the
     * first quarter is that of a heap that grows to its size.
     */
    static Optional<Double> growth(List<Reading> readings) {
        int quarter = readings.size() / 4;
        if (quarter == 0) {
            return Optional.empty();
        }
        double early = median(readings.subList(quarter, 2 * quarter));
        double late = median(readings.subList(readings.size() - quarter, readings.size()));
        return Optional.of(late - early);
    }

    static double median(List<Reading> readings) {
        double[] values =
                readings.stream().mapToDouble(Reading::resident).sorted().toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
