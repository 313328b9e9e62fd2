package io.celesteos.bench.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What each contender took for one workload. */
record Outcome(Workload workload, List<Series> series) {

    Outcome {
        series = List.copyOf(series);
    }

    /** The raw runtime, fed the way that is fastest for this workload. */
    Series bestRaw() {
        return series.stream()
                .filter(s -> s.kind() == Contender.Kind.RAW)
                .min(Comparator.comparingDouble(Series::median))
                .orElseThrow();
    }

    /** Empty where the runtime alone was measured. */
    Optional<Series> ours() {
        return series.stream().filter(s -> s.kind() == Contender.Kind.OURS).findFirst();
    }

    /** The faster of what npm has; empty without Node.js. */
    Optional<Series> bestNode() {
        return series.stream()
                .filter(s -> s.kind() == Contender.Kind.NODE)
                .min(Comparator.comparingDouble(Series::median));
    }
}
