package io.celesteos.bench.embedding;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The raw runtime with each of its settings changed, one at a time, from what the service uses: where the service's
 * choices come from. The first is the service's.
 */
final class RawVariants implements AutoCloseable {

    private final List<RawOnnx> sessions = new ArrayList<>();
    private final List<Contender> contenders = new ArrayList<>();
    private final BenchModel model;
    private final Path models;
    private final Tokens tokens;
    private final ExecutorService threads;

    RawVariants(BenchModel model, Path models, Tokens tokens, int cores) throws IOException {
        this.model = model;
        this.models = models;
        this.tokens = tokens;
        this.threads = RawContender.threads(cores);
        SessionSettings one = SessionSettings.threads(1);
        SessionSettings all = SessionSettings.threads(cores);
        RawOnnx chosen = add("one thread a call, " + cores + " callers", one, cores);
        contenders.add(new RawContender("sorted pairs", chosen, tokens, threads, cores, 2));
        contenders.add(new RawContender("sorted fours", chosen, tokens, threads, cores, 4));
        contenders.add(new RawContender("sorted eights", chosen, tokens, threads, cores, 8));
        add("without arena", one.withoutArena(), cores);
        add("without memory pattern", one.withoutPattern(), cores);
        add("graph level extended", one.at(OptLevel.EXTENDED_OPT), cores);
        add("graph level basic", one.at(OptLevel.BASIC_OPT), cores);
        add("without prepacked weights", one.with("session.disable_prepacking", "1"), cores);
        add("denormals as zero", one.with("session.set_denormal_as_zero", "1"), cores);
        add(cores + " threads a call", all, 1);
        add(cores + " threads a call, no spinning", all.with("session.intra_op.allow_spinning", "0"), 1);
    }

    private RawOnnx add(String name, SessionSettings settings, int callers) throws IOException {
        RawOnnx runtime = new RawOnnx(model.weights(models), model.pooling().equals("mean"), settings);
        sessions.add(runtime);
        contenders.add(new RawContender(name, runtime, tokens, threads, callers, 1));
        return runtime;
    }

    List<Contender> contenders() {
        return List.copyOf(contenders);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sessions.forEach(RawOnnx::close);
    }
}
