package io.celesteos.bench.quality;

import io.celesteos.bench.judged.PairedGain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** All contenders over one set. */
record SetResult(QuestionSet set, List<SystemResult> systems) {

    static final String BASELINE = "baseline";

    private static final long SEED = 1;

    /** What is claimed: both branches beat each, reranking does not harm, and the whole beats the baseline. */
    private static final List<List<String>> COMPARED = List.of(
            List.of("bm25", "hybrid"),
            List.of("vector", "hybrid"),
            List.of("hybrid", "hybrid+rerank"),
            List.of(BASELINE, "hybrid+rerank"));

    SetResult {
        systems = List.copyOf(systems);
    }

    /** Gain of {@code after} over {@code before} in the set's aim. */
    record Comparison(String before, String after, PairedGain gain) {}

    List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        for (List<String> pair : COMPARED) {
            system(pair.getFirst())
                    .ifPresent(before -> system(pair.getLast())
                            .ifPresent(after -> comparisons.add(new Comparison(
                                    before.name(),
                                    after.name(),
                                    PairedGain.of(
                                            before.each(set.aim()::of),
                                            after.each(set.aim()::of),
                                            new SplittableRandom(SEED))))));
        }
        return comparisons;
    }

    Optional<SystemResult> system(String name) {
        return systems.stream().filter(system -> system.name().equals(name)).findFirst();
    }

    /** Kinds of query by name; none where the set has none. */
    List<String> kinds() {
        return set.questions().stream()
                .map(Question::kind)
                .filter(kind -> !kind.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
