package io.celesteos.search.lifecycle;

import io.celesteos.search.lifecycle.YachtIndex.Rebuild;
import io.celesteos.search.lifecycle.YachtIndex.Refresh;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What operators watch of the indexes. */
final class IndexMeters {

    private final MeterRegistry registry;

    IndexMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(Supplier<IndexesState> state) {
        gauge("search.index.yachts", "Active yachts", state, now -> now.yachts());
        gauge("search.index.open", "Yachts whose index is open", state, now -> now.open());
        gauge("search.index.bytes", "Size of the open indexes in bytes", state, now -> now.bytes());
        gauge("search.index.budget.bytes", "Bytes open indexes may have", state, now -> now.budget());
        gauge(
                "search.index.lag",
                "Seconds the index furthest behind the database has been so",
                state,
                now -> now.lag().toNanos() / 1e9);
    }

    void refreshed(Refresh outcome, Duration took) {
        registry.timer("search.index.refresh", "outcome", name(outcome)).record(took);
    }

    void rebuilt(Rebuild outcome, Duration took) {
        registry.timer("search.index.rebuild", "outcome", name(outcome)).record(took);
    }

    void evicted() {
        registry.counter("search.index.evictions").increment();
    }

    /** @param step {@code refresh}, {@code rebuild}, {@code commit} or {@code evict} */
    void failed(String step) {
        registry.counter("search.index.failures", "step", step).increment();
    }

    private void gauge(String name, String description, Supplier<IndexesState> state, Reading reading) {
        Gauge.builder(name, () -> reading.of(state.get()))
                .description(description)
                .register(registry);
    }

    private static String name(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** One number of a state. */
    private interface Reading {
        double of(IndexesState state);
    }
}
