package io.celesteos.bench.load.gateway;

import io.celesteos.bench.latency.Times;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** The same request through the door and to the service itself, in turn, in random order, by one caller. */
final class Overhead {

    /** Sends a question one way. */
    @FunctionalInterface
    interface Way {
        void send(String question) throws IOException;
    }

    /**
     * @param direct to the services themselves
     * @param gateway through the door
     */
    record Pair(String name, Times direct, Times gateway) {

        /** Of the two percentiles: what the door adds to a slow request, not the slowest of its additions. */
        double added(double percent) {
            return gateway.percentile(percent) - direct.percentile(percent);
        }
    }

    private final List<String> questions;
    private final SplittableRandom random;

    Overhead(List<String> questions, long seed) {
        this.questions = List.copyOf(questions);
        this.random = new SplittableRandom(seed);
    }

    /** Each question once unmeasured first, so that neither way finds a cache that the other filled. */
    Pair measure(String name, int pairs, Way direct, Way gateway) throws IOException {
        double[] directly = new double[pairs];
        double[] through = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            String question = questions.get(random.nextInt(questions.size()));
            direct.send(question);
            gateway.send(question);
            if (random.nextBoolean()) {
                directly[i] = millis(direct, question);
                through[i] = millis(gateway, question);
            } else {
                through[i] = millis(gateway, question);
                directly[i] = millis(direct, question);
            }
        }
        return new Pair(name, new Times(name + ", direct", directly, 0), new Times(name + ", gateway", through, 0));
    }

    private static double millis(Way way, String question) throws IOException {
        long start = System.nanoTime();
        way.send(question);
        return (System.nanoTime() - start) / 1e6;
    }
}
