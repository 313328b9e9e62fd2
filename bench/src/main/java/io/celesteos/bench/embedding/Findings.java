package io.celesteos.bench.embedding;

import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of one run.
 *
 * @param software name to version
 * @param difference of each contender's vector of one text from the raw runtime's: the largest of any component
 * @param firstEmbeddingMillis from the start of the service's process to its first vector; null when it ran before
 * @param live null when it was not measured
 * @param cached measured texts that the service had in its cache; 0 or the figures are worthless
 */
record Findings(
        Instant at,
        String command,
        String model,
        Machine machine,
        Map<String, String> software,
        Map<String, Double> difference,
        @Nullable Double firstEmbeddingMillis,
        List<Outcome> outcomes,
        LiveQueries.@Nullable Result live,
        List<MemoryWatch.Reading> memory,
        int cached) {

    Findings {
        software = Map.copyOf(software);
        difference = Map.copyOf(difference);
        outcomes = List.copyOf(outcomes);
        memory = List.copyOf(memory);
    }

    List<Target> targets() {
        return Target.of(outcomes, live, memory);
    }
}
