package io.celesteos.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is measured.
 *
 * @param queries timed questions to each contender, one at a time
 * @param longest ends them, however many there were
 * @param warmUp for each contender
 * @param busy for each contender, all callers at once
 * @param callers of the service and of the others, when all are at it
 * @param seed of chunks and order
 * @param keep leaves what was made, and uses what was left
 * @param settings of the service beyond its defaults, as environment
 */
record LoadPlan(
        int queries,
        Duration longest,
        Duration warmUp,
        Duration busy,
        int callers,
        long seed,
        boolean keep,
        Map<String, String> settings,
        Path engineJar,
        Path folder) {

    LoadPlan {
        settings = Map.copyOf(settings);
    }

    /** Of everything that is kept. */
    Path keptFolder() {
        return folder.resolve("load");
    }

    /** What is wrong with the options, a line each; empty when nothing is. */
    static List<String> wrong(List<Integer> chunks, int queries, int seconds, int warmUp, int busy, int callers) {
        java.util.ArrayList<String> wrong = new java.util.ArrayList<>();
        if (chunks.stream().anyMatch(each -> each < 100 || each > 5_000_000)) {
            wrong.add("--chunks must be 100 to 5000000 each");
        }
        bounded(wrong, "--queries", queries, 1, 100_000);
        bounded(wrong, "--seconds", seconds, 1, 3_600);
        bounded(wrong, "--warm-up", warmUp, 0, 600);
        bounded(wrong, "--busy-seconds", busy, 1, 600);
        bounded(wrong, "--concurrency", callers, 1, 64);
        return wrong;
    }

    private static void bounded(List<String> wrong, String option, int value, int least, int most) {
        if (value < least || value > most) {
            wrong.add(option + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
