package io.celesteos.bench.embedding;

import java.nio.file.Path;
import java.util.List;

/**
 * What to measure.
 *
 * @param rounds of the workloads of several texts
 * @param queries of one text, and during the bulk job
 * @param warmUp requests to the service before the first that counts
 * @param node the npm packages too
 * @param bulk the service's live queries during a bulk job, and its memory, too
 * @param demo folder of Markdown files
 * @param cache folder for models, packages and logs
 */
record EmbeddingPlan(
        BenchModel model,
        List<Workload> workloads,
        int rounds,
        int queries,
        int warmUp,
        long seed,
        boolean node,
        boolean bulk,
        Path demo,
        Path cache) {

    EmbeddingPlan {
        workloads = List.copyOf(workloads);
    }

    Path models() {
        return cache.resolve("models");
    }
}
