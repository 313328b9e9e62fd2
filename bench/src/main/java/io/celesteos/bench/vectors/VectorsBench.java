package io.celesteos.bench.vectors;

import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.bench.engine.BenchDatabase;
import io.celesteos.bench.engine.EngineProcess;
import io.celesteos.bench.latency.Times;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One size after the other, each contender in turn over the same chunks with the same queries. */
final class VectorsBench {

    private static final double MEGABYTE = 1 << 20;

    private final GrownCorpus corpus;
    private final List<float[]> queries;
    private final Path engineJar;
    private final Path folder;
    private final Map<String, String> settings;
    private final PrintStream out;

    private final List<Measured> measured = new ArrayList<>();
    private final List<Built> built = new ArrayList<>();

    /** @param settings of the service beyond its defaults, as environment */
    VectorsBench(
            GrownCorpus corpus,
            List<float[]> queries,
            Path engineJar,
            Path folder,
            Map<String, String> settings,
            PrintStream out) {
        this.corpus = corpus;
        this.queries = List.copyOf(queries);
        this.engineJar = engineJar;
        this.folder = folder;
        this.settings = Map.copyOf(settings);
        this.out = out;
    }

    void run(int chunks, int rounds) throws IOException, SQLException {
        Path scratch = Files.createTempDirectory(folder, "run-");
        try {
            say(chunks, "comparing every vector with every query");
            ExactAnswers truth = ExactAnswers.of(corpus, chunks, queries);
            try (RawLucene raw = new RawLucene(corpus, chunks, Files.createDirectory(scratch.resolve("raw")))) {
                measure(raw, chunks, rounds, truth);
                built.add(new Built(
                        chunks, raw.name(), raw.buildSeconds(), "index, one thread", raw.bytes() / MEGABYTE, 0));
            }
            say(chunks, "storing in PostgreSQL");
            BenchDatabase database = BenchDatabase.start();
            database.store(corpus, chunks);
            lucene(database, chunks, rounds, truth, scratch);
            say(chunks, "building pgvector's graph");
            double seconds = database.storeVectors(corpus, chunks);
            try (RawSql raw = new RawSql(database.connect(), 40)) {
                measure(raw, chunks, rounds, truth);
                long[] bytes = database.vectorBytes();
                built.add(new Built(
                        chunks, raw.name(), seconds, "graph of a full table", (bytes[0] + bytes[1]) / MEGABYTE, 0));
            }
            pgvector(database, chunks, rounds, truth, scratch);
        } finally {
            delete(scratch);
        }
    }

    private void lucene(BenchDatabase database, int chunks, int rounds, ExactAnswers truth, Path scratch)
            throws IOException, SQLException {
        say(chunks, "loading the service with lucene");
        try (EngineProcess engine = EngineProcess.start(engineJar, database, "lucene", settings, scratch)) {
            measure(new Service("service, lucene", engine), chunks, rounds, truth);
            Map<String, Long> bytes = engine.indexBytes();
            long vectors = Stream.of("vec", "veq", "vex")
                    .mapToLong(end -> bytes.getOrDefault(end, 0L))
                    .sum();
            built.add(new Built(
                    chunks,
                    "service, lucene",
                    engine.secondsToLoad(),
                    "start, reading, text and vector index",
                    vectors / MEGABYTE,
                    engine.memory().resident()));
        }
    }

    private void pgvector(BenchDatabase database, int chunks, int rounds, ExactAnswers truth, Path scratch)
            throws IOException, SQLException {
        say(chunks, "loading the service with pgvector");
        try (EngineProcess engine = EngineProcess.start(engineJar, database, "pgvector", settings, scratch)) {
            measure(new Service("service, pgvector", engine), chunks, rounds, truth);
            long[] bytes = database.vectorBytes();
            built.add(new Built(
                    chunks,
                    "service, pgvector",
                    engine.secondsToLoad(),
                    "start, reading, text index",
                    (bytes[0] + bytes[1]) / MEGABYTE,
                    engine.memory().resident()));
        }
    }

    private void measure(Contender contender, int chunks, int rounds, ExactAnswers truth)
            throws IOException, SQLException {
        say(chunks, contender.name());
        for (Share share : Share.values()) {
            // The first round warms the code and the caches and counts for recall alone.
            double recall = 0;
            int fewest = Integer.MAX_VALUE;
            for (int query = 0; query < queries.size(); query++) {
                Collection<Integer> found =
                        contender.find(queries.get(query), share).chunks();
                recall += truth.recall(share, query, found);
                fewest = Math.min(fewest, found.size());
            }
            List<Double> whole = new ArrayList<>();
            List<Double> own = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (float[] query : queries) {
                    long start = System.nanoTime();
                    Contender.Found found = contender.find(query, share);
                    whole.add((System.nanoTime() - start) / 1e6);
                    if (Double.isFinite(found.ownMillis())) {
                        own.add(found.ownMillis());
                    }
                }
            }
            measured.add(new Measured(
                    chunks,
                    share,
                    contender.name(),
                    recall / queries.size(),
                    fewest,
                    times(contender, whole),
                    times(contender, own)));
        }
    }

    private static Times times(Contender contender, List<Double> millis) {
        return new Times(
                contender.name(),
                millis.stream().mapToDouble(Double::doubleValue).toArray(),
                0);
    }

    private void say(int chunks, String what) {
        out.printf(Locale.ROOT, "%,d chunks: %s%n", chunks, what);
    }

    List<Measured> measured() {
        return List.copyOf(measured);
    }

    List<Built> built() {
        return List.copyOf(built);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The service as its callers reach it. */
    private record Service(String name, EngineProcess engine) implements Contender {
        @Override
        public Found find(float[] query, Share share) throws IOException {
            EngineProcess.Answer answer = engine.search(query, share.filters(), ExactAnswers.K);
            return new Found(answer.chunks(), answer.branchMillis());
        }
    }
}
