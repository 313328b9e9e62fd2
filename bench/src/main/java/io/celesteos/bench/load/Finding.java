package io.celesteos.bench.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One size with one home of vectors.
 *
 * @param corpus a checksum of what the chunks are made of
 * @param queries different ones
 * @param callers at once, where there was more than one
 */
record Finding(
        Instant at,
        String command,
        String machine,
        long seed,
        String corpus,
        int chunks,
        Backend backend,
        int queries,
        int callers,
        List<Speed> speeds,
        Footprint footprint) {

    Finding {
        speeds = List.copyOf(speeds);
    }

    String title() {
        return String.format(java.util.Locale.ROOT, "%,d chunks, %s", chunks, backend.title());
    }

    Optional<Speed> service(Kind kind) {
        return speeds.stream()
                .filter(each -> each.kind() == kind && !each.raw())
                .findFirst();
    }

    /** The library or database that does the same search as the service, in the same home. */
    Optional<Speed> floor(Kind kind) {
        String home = kind == Kind.VECTORS && backend == Backend.PGVECTOR ? "raw SQL" : "raw Lucene";
        return speeds.stream()
                .filter(each -> each.kind() == kind && each.contender().startsWith(home))
                .findFirst();
    }

    /** Median relative to {@link #floor}; for both branches, to one raw search after the other. Null without a floor. */
    @Nullable
    Double ratio(Speed speed) {
        double floor = speed.kind() == Kind.HYBRID
                ? median(floor(Kind.WORDS)) + median(floor(Kind.VECTORS))
                : median(floor(speed.kind()));
        double own = median(Optional.of(speed));
        return Double.isNaN(own / floor) ? null : own / floor;
    }

    /**
     * What is left of the median without the way there and back and without the stages the service names; the branches
     * run at once. Reading the request and writing the answer are in it. Null where nothing is named.
     */
    @Nullable
    Double elsewhere(Speed speed) {
        if (speed.stages().isEmpty()) {
            return null;
        }
        double branches = 0;
        double others = 0;
        for (Map.Entry<String, Double> stage : speed.stages().entrySet()) {
            if (stage.getKey().equals(Speed.ownStage(Kind.WORDS))
                    || stage.getKey().equals(Speed.ownStage(Kind.VECTORS))) {
                branches = Math.max(branches, stage.getValue());
            } else {
                others += stage.getValue();
            }
        }
        double left = median(Optional.of(speed)) - median(service(Kind.FLOOR)) - branches - others;
        return Double.isNaN(left) ? null : left;
    }

    private static double median(Optional<Speed> speed) {
        return speed.map(Speed::single).map(Percentiles::p50).orElse(Double.NaN);
    }
}
