package io.celesteos.bench.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The raw runtime, fed in one of several ways.
 *
 * @param callers threads that call the session, each with the next batch
 * @param batch texts in one call, taken in order of their length; {@link Integer#MAX_VALUE} pads all to the longest
 */
record RawContender(String name, RawOnnx runtime, Tokens tokens, ExecutorService threads, int callers, int batch)
        implements Contender {

    @Override
    public Kind kind() {
        return Kind.RAW;
    }

    @Override
    public double embed(List<String> texts) {
        long start = System.nanoTime();
        if (texts.size() == 1) {
            runtime.vectors(List.of(tokens.ids(texts.getFirst())));
        } else {
            run(batch == 1 ? oneByOne(texts) : batches(texts));
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private List<Runnable> oneByOne(List<String> texts) {
        return texts.stream()
                .<Runnable>map(text -> () -> runtime.vectors(List.of(tokens.ids(text))))
                .toList();
    }

    private List<Runnable> batches(List<String> texts) {
        List<long[]> sorted = texts.stream()
                .map(tokens::ids)
                .sorted(Comparator.<long[]>comparingInt(ids -> ids.length).reversed())
                .toList();
        List<Runnable> calls = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += Math.min(batch, sorted.size())) {
            List<long[]> together =
                    sorted.subList(from, Math.min(sorted.size(), from + Math.min(batch, sorted.size())));
            calls.add(() -> runtime.vectors(together));
        }
        return calls;
    }

    private void run(List<Runnable> calls) {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> caller = () -> {
            for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
                calls.get(i).run();
            }
            return null;
        };
        try {
            for (Future<Void> done : threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(n -> caller).toList())) {
                done.get();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public float[] vector(String text) {
        return runtime.vectors(List.of(tokens.ids(text)))[0];
    }

    /** As many threads as the widest way of feeding needs. */
    static ExecutorService threads(int callers) {
        return Executors.newFixedThreadPool(
                callers, Thread.ofPlatform().name("raw-", 0).daemon().factory());
    }
}
