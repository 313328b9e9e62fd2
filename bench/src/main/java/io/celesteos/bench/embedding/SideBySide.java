package io.celesteos.bench.embedding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Gives each contender the same texts, turn by turn, in an order drawn anew for each round of turns. */
final class SideBySide {

    /** Before each turn, so that the threads of the one before have stopped spinning for more work. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final DemoTexts texts;
    private final int maxTokens;
    private final RandomGenerator random;

    SideBySide(DemoTexts texts, int maxTokens, RandomGenerator random) {
        this.texts = texts;
        this.maxTokens = maxTokens;
        this.random = random;
    }

    /** @param requests of each contender; its last turn may be a shorter one */
    Outcome measure(Workload workload, List<Contender> contenders, int requests) throws IOException {
        Map<Contender, List<Double>> millis = new LinkedHashMap<>();
        contenders.forEach(contender -> millis.put(contender, new ArrayList<>()));
        for (int done = 0; done < requests; done += workload.inARow()) {
            List<List<String>> drawn = new ArrayList<>();
            for (int i = done; i < Math.min(done + workload.inARow(), requests); i++) {
                drawn.add(workload.draw(texts, maxTokens));
            }
            List<Contender> order = new ArrayList<>(contenders);
            Collections.shuffle(order, Random.from(random));
            for (Contender contender : order) {
                LockSupport.parkNanos(REST_NANOS);
                for (List<String> asked : drawn) {
                    millis.getOrDefault(contender, new ArrayList<>()).add(contender.embed(asked));
                }
            }
        }
        List<Series> series = new ArrayList<>();
        millis.forEach((contender, times) -> series.add(new Series(contender.name(), contender.kind(), times)));
        return new Outcome(workload, series);
    }
}
