package io.celesteos.gateway.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the other arm what the main one has answered already, and compares. The answers that count neither wait for it
 * nor notice its failures: what finds the queue full is not mirrored. Thread-safe.
 */
final class Shadow implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Shadow.class);

    private final BlockingQueue<Mirrored> queue;
    private final ExecutorService workers;
    private final OtherArm other;
    private final Duration limit;
    private final int compareAt;
    private final JsonMapper json;
    private final MeterRegistry meters;

    private final LongAdder compared = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Window overlap = new Window();
    private final Window correlation = new Window();
    private final Window mainMillis = new Window();
    private final Window otherMillis = new Window();

    Shadow(ExperimentProperties properties, OtherArm other, JsonMapper json, MeterRegistry meters) {
        this.queue = new ArrayBlockingQueue<>(properties.shadowQueue());
        this.other = other;
        this.limit = properties.timeout();
        this.compareAt = properties.compareAt();
        this.json = json;
        this.meters = meters;
        this.workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("shadow-", 0).factory());
        for (int i = 0; i < properties.shadowWorkers(); i++) {
            workers.execute(this::work);
        }
    }

    /** A request that the main arm has answered with {@code answer}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mirrored(Question question, byte[] answer, Duration took) {}

    /** Whether there is room: else nothing needs to be kept for it. */
    boolean hasRoom() {
        boolean room = queue.remainingCapacity() > 0;
        if (!room) {
            count(dropped, "dropped");
        }
        return room;
    }

    void add(Mirrored request) {
        if (!queue.offer(request)) {
            count(dropped, "dropped");
        }
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                mirror(queue.take());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | RuntimeException failure) {
                count(failed, "failed");
                log.debug("The other arm gave no answer to compare", failure);
            }
        }
    }

    private void mirror(Mirrored request) throws InterruptedException, ExecutionException {
        JsonNode main = json.readTree(request.answer());
        long start = System.nanoTime();
        ObjectNode theirs = other.ask(request.question(), limit).get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Comparison comparison = Comparison.of(main, theirs, compareAt);
        overlap.add(comparison.overlap());
        comparison.rankCorrelation().ifPresent(correlation::add);
        mainMillis.add(request.took().toNanos() / 1e6);
        otherMillis.add(took.toNanos() / 1e6);
        count(compared, "compared");
    }

    private void count(LongAdder adder, String outcome) {
        adder.increment();
        meters.counter("gateway.experiment.shadow", "outcome", outcome).increment();
    }

    Told told() {
        return new Told(
                compared.sum(),
                failed.sum(),
                dropped.sum(),
                queue.size(),
                compareAt,
                overlap.mean(),
                overlap.quantile(0.1),
                correlation.mean(),
                mainMillis.quantile(0.5),
                mainMillis.quantile(0.95),
                otherMillis.quantile(0.5),
                otherMillis.quantile(0.95));
    }

    /** Of the last thousand comparisons; nothing of what was asked or found. */
    record Told(
            long compared,
            long failed,
            long dropped,
            int waiting,
            @JsonProperty("compared_at") int comparedAt,
            @JsonProperty("mean_overlap") @Nullable Double meanOverlap,
            @JsonProperty("p10_overlap") @Nullable Double p10Overlap,
            @JsonProperty("mean_rank_correlation") @Nullable Double meanRankCorrelation,
            @JsonProperty("main_p50_ms") @Nullable Double mainP50Ms,
            @JsonProperty("main_p95_ms") @Nullable Double mainP95Ms,
            @JsonProperty("other_p50_ms") @Nullable Double otherP50Ms,
            @JsonProperty("other_p95_ms") @Nullable Double otherP95Ms) {}

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
