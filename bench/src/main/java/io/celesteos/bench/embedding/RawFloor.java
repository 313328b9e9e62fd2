package io.celesteos.bench.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The raw runtime, fed in each of the ways that could be the fastest. */
final class RawFloor implements AutoCloseable {

    private static final int SMALL_BATCH = 8;

    private final RawOnnx oneThread;
    private final RawOnnx allThreads;
    private final ExecutorService threads;
    private final List<Contender> oneByOne;
    private final List<Contender> batched;

    RawFloor(BenchModel model, Path models, Tokens tokens, int cores) throws IOException {
        boolean mean = model.pooling().equals("mean");
        this.oneThread = new RawOnnx(model.weights(models), mean, SessionSettings.threads(1));
        this.allThreads = new RawOnnx(model.weights(models), mean, SessionSettings.threads(cores));
        this.threads = RawContender.threads(cores);
        this.oneByOne = List.of(
                way("raw, one by one, " + cores + " x 1 thread", oneThread, tokens, cores, 1),
                way("raw, one by one, 1 x " + cores + " threads", allThreads, tokens, 1, 1));
        this.batched = List.of(
                way("raw, sorted batches of 8, 1 x " + cores + " threads", allThreads, tokens, 1, SMALL_BATCH),
                way("raw, one padded batch, 1 x " + cores + " threads", allThreads, tokens, 1, Integer.MAX_VALUE));
    }

    private Contender way(String name, RawOnnx runtime, Tokens tokens, int callers, int batch) {
        return new RawContender(name, runtime, tokens, threads, callers, batch);
    }

    /** For one text there is nothing to batch. */
    List<Contender> oneByOne() {
        return oneByOne;
    }

    List<Contender> batched() {
        return batched;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        oneThread.close();
        allThreads.close();
    }
}
