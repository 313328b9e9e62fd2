package io.celesteos.bench.nlp;

import io.celesteos.bench.latency.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests from a number of threads, each with its own connection.
 *
 * @param threads 1 or more; at a steady rate as many as may be under way at once
 */
record Callers(int threads) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Sends the request of this number. */
    @FunctionalInterface
    interface Request {
        void send(int number) throws IOException;
    }

    /** Open loop: {@code perSecond} requests a second for as long as said, whatever the answers take. */
    Load steadily(String name, double perSecond, Duration length, Request request) throws InterruptedException {
        int count = (int) Math.max(1, perSecond * length.toMillis() / 1_000);
        double gapNanos = 1e9 / perSecond;
        return run(name, count, request, (number, start) -> {
            long due = start + (long) (number * gapNanos);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            return due;
        });
    }

    /** Closed loop: every thread sends its next request as soon as it has its answer. */
    Load backToBack(String name, int count, Request request) throws InterruptedException {
        return run(name, count, request, (number, start) -> System.nanoTime());
    }

    private Load run(String name, int count, Request request, Turn turn) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        Queue<Double> late = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                done.add(callers.submit(() -> {
                    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        try {
                            long due = turn.await(number, start);
                            late.add((System.nanoTime() - due) / NANOS_PER_MILLI);
                            request.send(number);
                            millis.add((System.nanoTime() - due) / NANOS_PER_MILLI);
                        } catch (IOException refused) {
                            failures.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> caller : done) {
                caller.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Load(name, times(name, millis, failures.get()), times(name, late, 0), seconds);
    }

    private static Times times(String name, Queue<Double> millis, int failures) {
        return new Times(name, millis.stream().mapToDouble(Double::doubleValue).toArray(), failures);
    }

    private interface Turn {
        /** Returns when the request may be sent, with the moment that its time counts from. */
        long await(int number, long start);
    }
}
