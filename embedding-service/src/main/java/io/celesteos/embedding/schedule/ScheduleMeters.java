package io.celesteos.embedding.schedule;

import io.celesteos.embedding.caller.LatencyBuckets;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.BatchPolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the scheduler tells of itself. No tag ever holds what a caller sent. */
final class ScheduleMeters {

    private final MeterRegistry meters;
    private final Set<String> models = ConcurrentHashMap.newKeySet();

    /** Kept, because to describe a timer each time costs more than to record with it. */
    private final Map<Wait, Timer> waits = new ConcurrentHashMap<>();

    private final Map<String, Computing> computing = new ConcurrentHashMap<>();

    private final Map<Ending, Counter> endings = new ConcurrentHashMap<>();

    private record Wait(String model, Urgency urgency) {}

    private record Ending(Urgency urgency, Outcome outcome) {}

    /** What is told of each call of one model. */
    private record Computing(Timer inference, Counter tokens, Counter padding) {}

    ScheduleMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void watch(EncodeQueue queue) {
        for (Urgency urgency : Urgency.values()) {
            Gauge.builder("embedding.queue.tokens", queue, known -> known.waitingTokens(urgency))
                    .description("Tokens no runner has taken yet")
                    .tag("urgency", urgency.word())
                    .register(meters);
            Gauge.builder("embedding.queue.jobs", queue, known -> known.waitingJobs(urgency))
                    .description("Jobs of which no runner has taken the last text yet")
                    .tag("urgency", urgency.word())
                    .register(meters);
            for (Outcome outcome : Outcome.values()) {
                ended(new Ending(urgency, outcome));
            }
        }
        Gauge.builder("embedding.queue.pending", queue, EncodeQueue::pendingTokens)
                .description("Tokens waiting or being computed: what the bound of the queue is held against")
                .register(meters);
        Gauge.builder("embedding.queue.callers", queue, EncodeQueue::waitingCallers)
                .description("Callers with jobs waiting")
                .register(meters);
    }

    void watch(EncodeScheduler scheduler) {
        Gauge.builder("embedding.runners.busy", scheduler, EncodeScheduler::busy)
                .description("Threads inside a model")
                .register(meters);
    }

    void ended(Urgency urgency, Outcome outcome) {
        ended(new Ending(urgency, outcome)).increment();
    }

    private Counter ended(Ending ending) {
        return endings.computeIfAbsent(
                ending,
                made -> Counter.builder("embedding.jobs")
                        .description("Jobs by how they ended")
                        .tag("urgency", made.urgency().word())
                        .tag("outcome", made.outcome().word())
                        .register(meters));
    }

    /** A runner took {@code batch} at {@code start}. */
    void taken(EncodeBatch batch, long start) {
        for (EncodeStep step : batch.steps()) {
            waits.computeIfAbsent(new Wait(step.job().modelName(), step.job().urgency()), this::wait)
                    .record(start - step.job().submittedNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A runner was done with {@code batch} after {@code nanos}. */
    void computed(EncodeBatch batch, long nanos) {
        String model = batch.model().name();
        Computing told = computing.computeIfAbsent(model, this::computing);
        told.inference().record(nanos, TimeUnit.NANOSECONDS);
        told.tokens().increment(batch.tokens());
        told.padding().increment(batch.paddedTokens() - batch.tokens());
        BatchPolicy policy = batch.model().encoder().batching();
        if (policy.maxTexts() > 1) {
            summary("embedding.batch.texts", "Texts in one call of the model", model)
                    .record(batch.steps().size());
            summary("embedding.batch.fill", "Tokens of one call, padding included, by the most there may be", model)
                    .record(Math.min(1, (double) batch.paddedTokens() / policy.maxTokens()));
            summary("embedding.batch.padding", "The part of a call's tokens that is padding", model)
                    .record(1 - (double) batch.tokens() / batch.paddedTokens());
        }
    }

    /** Registers what exists once for each model. */
    void speed(String model, Speeds speeds, int runners) {
        if (models.add(model)) {
            Gauge.builder("embedding.speed", speeds, known -> runners * known.tokensPerSecond(model))
                    .description("Tokens a second, all runners together: what waiting times are told from")
                    .tag("model", model)
                    .register(meters);
        }
    }

    private Computing computing(String model) {
        return new Computing(
                inference(model),
                meters.counter("embedding.tokens", "model", model),
                meters.counter("embedding.padding.tokens", "model", model));
    }

    private Timer inference(String model) {
        return Timer.builder("embedding.inference")
                .description("One call of the model")
                .tag("model", model)
                .serviceLevelObjectives(LatencyBuckets.all())
                .register(meters);
    }

    private Timer wait(Wait wait) {
        return Timer.builder("embedding.queue.wait")
                .description("From a text's submission until a runner takes it")
                .tag("model", wait.model())
                .tag("urgency", wait.urgency().word())
                .serviceLevelObjectives(LatencyBuckets.all())
                .register(meters);
    }

    private DistributionSummary summary(String name, String description, String model) {
        return DistributionSummary.builder(name)
                .description(description)
                .tag("model", model)
                .register(meters);
    }
}
