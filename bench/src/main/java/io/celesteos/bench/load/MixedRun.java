package io.celesteos.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/**
 * Asks all contenders the same questions, in an order drawn anew for each, so that a slow minute of the machine hits
 * all of them alike.
 */
final class MixedRun {

    private static final Duration SLICE = Duration.ofSeconds(1);

    private final List<Contender> contenders;
    private final List<LoadQuery> queries;
    private final Random random;
    private final List<Taken> taken;

    MixedRun(List<Contender> contenders, List<LoadQuery> queries, long seed) {
        this.contenders = List.copyOf(contenders);
        this.queries = List.copyOf(queries);
        this.random = new Random(seed);
        this.taken = this.contenders.stream().map(Taken::new).toList();
    }

    /** So that code is compiled and caches are full; nothing of it counts. */
    void warmUp(int callers, Duration each, LongConsumer progress) throws IOException {
        together(contenders.stream().map(Taken::new).toList(), callers, each, progress);
    }

    /**
     * One call at a time.
     *
     * @param rounds questions to each contender
     * @param longest ends the rounds, however many there were
     */
    void oneAtATime(int rounds, Duration longest, LongConsumer progress) {
        long end = System.nanoTime() + longest.toNanos();
        List<LoadQuery> drawn = new ArrayList<>();
        for (int round = 0; round < rounds && (round == 0 || System.nanoTime() < end); round++) {
            if (drawn.isEmpty()) {
                drawn.addAll(queries);
                Collections.shuffle(drawn, random);
            }
            LoadQuery query = drawn.removeLast();
            shuffled(taken).forEach(each -> each.askAlone(query));
            progress.accept(round + 1);
        }
    }

    /** All callers at once, each contender in turns of a second. */
    void together(int callers, Duration each, LongConsumer progress) throws IOException {
        together(taken, callers, each, progress);
    }

    private void together(List<Taken> all, int callers, Duration each, LongConsumer progress) throws IOException {
        long turns = Math.max(1, each.dividedBy(SLICE));
        long done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (long turn = 0; turn < turns; turn++) {
                for (Taken one : shuffled(all)) {
                    one.busyFor(slice(one, callers, each.compareTo(SLICE) < 0 ? each : SLICE, threads));
                    progress.accept(++done);
                }
            }
        }
    }

    /** Returns the seconds until the last answer. */
    private double slice(Taken one, int callers, Duration length, ExecutorService threads) throws IOException {
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            running.add(threads.submit(() -> {
                do {
                    one.askBusy(queries.get(ThreadLocalRandom.current().nextInt(queries.size())));
                } while (System.nanoTime() - start < length.toNanos());
            }));
        }
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException broken) {
            throw new IOException(one.contender().name() + " broke down: " + broken.getCause(), broken.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private List<Taken> shuffled(List<Taken> all) {
        List<Taken> order = new ArrayList<>(all);
        Collections.shuffle(order, random);
        return order;
    }

    int contenders() {
        return contenders.size();
    }

    List<Speed> speeds() {
        return taken.stream().map(Taken::speed).toList();
    }
}
