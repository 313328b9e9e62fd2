package io.celesteos.bench.load;

import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.bench.engine.EngineProcess;
import io.celesteos.bench.process.ProcessMemory;
import io.celesteos.bench.report.Machine;
import io.celesteos.bench.report.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;

/** One size after the other and one home of vectors after the other: make, start, warm up, measure. */
final class LoadBench {

    private static final double MEGABYTE = 1 << 20;
    private static final long SECONDS_BETWEEN_WORDS = 15;
    private static final String RAW_WORDS = "raw-words";
    private static final String RAW_VECTORS = "raw-vectors";

    private final LoadPlan plan;
    private final GrownCorpus corpus;
    private final List<LoadQuery> queries;
    private final String command;
    private final Clock clock;
    private final PrintStream out;

    LoadBench(
            LoadPlan plan, GrownCorpus corpus, List<LoadQuery> queries, String command, Clock clock, PrintStream out) {
        this.plan = plan;
        this.corpus = corpus;
        this.queries = List.copyOf(queries);
        this.command = command;
        this.clock = clock;
        this.out = out;
    }

    /** Makes everything that measuring needs and stops there. */
    void grow(int chunks, List<Backend> backends) throws IOException, SQLException {
        try (GrownYacht yacht = GrownYacht.open(corpus, chunks, plan, out)) {
            for (Backend backend : backends) {
                raw(yacht, backend);
                start(yacht, backend).close();
            }
        }
    }

    List<Finding> run(int chunks, List<Backend> backends) throws IOException, SQLException {
        List<Finding> findings = new ArrayList<>();
        try (GrownYacht yacht = GrownYacht.open(corpus, chunks, plan, out)) {
            for (Backend backend : backends) {
                raw(yacht, backend);
                findings.add(run(yacht, backend));
            }
        }
        return findings;
    }

    private void raw(GrownYacht yacht, Backend backend) throws IOException, SQLException {
        build(yacht, RAW_WORDS, "raw Lucene's words", RawLucene.wordDocuments(corpus));
        if (backend == Backend.LUCENE) {
            build(yacht, RAW_VECTORS, "raw Lucene's HNSW", RawLucene.vectorDocuments(corpus));
        }
    }

    private static void build(GrownYacht yacht, String step, String title, IntFunction<Document> documents)
            throws IOException, SQLException {
        yacht.step(step, title, yacht.chunks(), progress -> {
            RawIndex.build(yacht.folder().resolve(step), yacht.chunks(), documents, progress);
            return Double.NaN;
        });
    }

    private EngineProcess start(GrownYacht yacht, Backend backend) throws IOException {
        String step = "index-" + backend.title();
        say(
                yacht,
                "starting the service with " + backend.title() + (yacht.has(step) ? "" : ", which builds its index"));
        long[] said = new long[1];
        EngineProcess engine = EngineProcess.start(
                plan.engineJar(),
                yacht.database(),
                backend.title(),
                plan.settings(),
                plan.folder(),
                yacht.folder().resolve(step),
                seconds -> {
                    if (seconds >= said[0] + SECONDS_BETWEEN_WORDS) {
                        said[0] = seconds;
                        say(yacht, "… " + seconds + " s");
                    }
                });
        OptionalDouble loaded = engine.refreshSeconds("loaded");
        if (loaded.isPresent() || !yacht.has(step)) {
            yacht.finished(step, loaded.orElse(engine.secondsToLoad()));
        }
        return engine;
    }

    private Finding run(GrownYacht yacht, Backend backend) throws IOException, SQLException {
        Path folder = yacht.folder();
        boolean lucene = backend == Backend.LUCENE;
        try (EngineProcess engine = start(yacht, backend);
                RawSql sql = new RawSql(yacht.database(), plan.callers());
                RawIndex words = new RawIndex(folder.resolve(RAW_WORDS));
                // The second is not asked where it is not of vectors.
                RawIndex vectors = new RawIndex(folder.resolve(lucene ? RAW_VECTORS : RAW_WORDS))) {
            List<Contender> contenders = new ArrayList<>(Service.all(engine));
            contenders.addAll(RawLucene.words(words));
            if (lucene) {
                contenders.addAll(RawLucene.vectors(vectors));
            }
            contenders.add(sql.words());
            contenders.add(sql.vectors());
            MixedRun run = new MixedRun(contenders, queries, plan.seed());
            measure(yacht, backend, run);
            return new Finding(
                    clock.instant(),
                    command,
                    Machine.here().toString(),
                    plan.seed(),
                    yacht.checksum(),
                    yacht.chunks(),
                    backend,
                    queries.size(),
                    plan.callers(),
                    run.speeds(),
                    footprint(yacht, backend, engine, words));
        }
    }

    private void measure(GrownYacht yacht, Backend backend, MixedRun run) throws IOException {
        String title = String.format(Locale.ROOT, "%,d chunks, %s: ", yacht.chunks(), backend.title());
        long turns = run.contenders() * Math.max(1, plan.warmUp().toSeconds());
        if (!plan.warmUp().isZero()) {
            try (Progress progress = Progress.of(out, title + "warming up", turns)) {
                run.warmUp(plan.callers(), plan.warmUp(), progress::at);
            }
        }
        try (Progress progress = Progress.of(out, title + "one call at a time", plan.queries())) {
            run.oneAtATime(plan.queries(), plan.longest(), progress::at);
        }
        turns = run.contenders() * Math.max(1, plan.busy().toSeconds());
        try (Progress progress = Progress.of(out, title + plan.callers() + " callers at once", turns)) {
            run.together(plan.callers(), plan.busy(), progress::at);
        }
    }

    private static Footprint footprint(GrownYacht yacht, Backend backend, EngineProcess engine, RawIndex words)
            throws IOException, SQLException {
        ProcessMemory memory = engine.memory();
        OptionalDouble reopened = engine.refreshSeconds("reopened");
        @Nullable
        Double restart = engine.refreshSeconds("loaded").isEmpty() && reopened.isPresent()
                ? Double.valueOf(rounded(reopened.getAsDouble()))
                : null;
        long index =
                engine.indexBytes().values().stream().mapToLong(Long::longValue).sum();
        long[] graph = yacht.database().vectorBytes();
        Double load = yacht.seconds("index-" + backend.title());
        Double raw = yacht.seconds(RAW_WORDS);
        return new Footprint(
                yacht.rowSeconds(),
                yacht.graphSeconds(),
                load == null ? engine.secondsToLoad() : load,
                restart,
                rounded(memory.resident()),
                rounded(memory.anonymous()),
                rounded(memory.peak()),
                rounded(index / MEGABYTE),
                rounded(yacht.database().bytes() / MEGABYTE),
                rounded((graph[0] + graph[1]) / MEGABYTE),
                raw == null ? 0 : raw,
                rounded(words.bytes() / MEGABYTE),
                backend == Backend.LUCENE ? yacht.seconds(RAW_VECTORS) : null);
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private void say(GrownYacht yacht, String what) {
        out.printf(Locale.ROOT, "%,d chunks: %s%n", yacht.chunks(), what);
    }
}
