package io.celesteos.bench.load.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.bench.latency.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** People who read an answer before they ask again: a closed loop with time to think. */
final class Crowd {

    /** Asks the question and says what the answer lacks; throws when it is no answer. */
    @FunctionalInterface
    interface Asking {
        List<String> ask(String question) throws IOException;
    }

    /**
     * What they met.
     *
     * @param times of the answers in milliseconds
     * @param perSecond answers of all
     * @param degraded how many answers lacked what
     * @param failures what was said instead of an answer, and how often
     */
    record Met(
            int people,
            Times times,
            @JsonProperty("per_second") double perSecond,
            Map<String, Integer> degraded,
            Map<String, Integer> failures) {

        int failed() {
            return failures.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final int people;
    private final Duration think;
    private final List<String> questions;
    private final long seed;

    Crowd(int people, Duration think, List<String> questions, long seed) {
        this.people = people;
        this.think = think;
        this.questions = List.copyOf(questions);
        this.seed = seed;
    }

    /** They come one after the other within one time to think, and stay for {@code hold}. */
    Met ask(Duration hold, Asking asking) throws InterruptedException {
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        Map<String, Integer> degraded = new ConcurrentHashMap<>();
        Map<String, Integer> failures = new ConcurrentHashMap<>();
        long start = System.nanoTime();
        long end = start + think.toNanos() + hold.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(people)) {
            List<? extends Future<?>> gone = IntStream.range(0, people)
                    .mapToObj(person -> threads.submit(() -> {
                        SplittableRandom random = new SplittableRandom(seed + person);
                        LockSupport.parkNanos(person * think.toNanos() / people);
                        while (System.nanoTime() - end < 0) {
                            String question = questions.get(random.nextInt(questions.size()));
                            long asked = System.nanoTime();
                            try {
                                List<String> lacking = asking.ask(question);
                                millis.add((System.nanoTime() - asked) / 1e6);
                                lacking.forEach(each -> degraded.merge(each, 1, Integer::sum));
                            } catch (IOException noAnswer) {
                                failures.merge(firstWords(noAnswer), 1, Integer::sum);
                            }
                            LockSupport.parkNanos(random.nextLong(think.toNanos() / 2, think.toNanos() * 3 / 2 + 1));
                        }
                    }))
                    .toList();
            for (Future<?> person : gone) {
                person.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Times times = new Times(
                people + " people",
                millis.stream().mapToDouble(Double::doubleValue).toArray(),
                failures.values().stream().mapToInt(Integer::intValue).sum());
        return new Met(people, times, millis.size() / seconds, new TreeMap<>(degraded), new TreeMap<>(failures));
    }

    /** Without the body: each says something else. */
    private static String firstWords(IOException failure) {
        String text = String.valueOf(failure.getMessage()).split(": ", 2)[0];
        return text.substring(0, Math.min(100, text.length()));
    }
}
