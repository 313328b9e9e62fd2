package io.celesteos.bench.ingest;

import io.celesteos.bench.engine.BenchDatabase;
import io.celesteos.bench.process.JarProcess;
import io.celesteos.bench.process.KeepAlive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL, an embedding-service and a search-engine of this measurement's own, until closed. */
final class IngestStack implements AutoCloseable {

    private static final byte[] TRIAL = "{\"texts\":[\"CAT 3512 overheating\"]}".getBytes(StandardCharsets.UTF_8);

    private final BenchDatabase database;
    private final JarProcess embedding;
    private final JarProcess engine;

    private IngestStack(BenchDatabase database, JarProcess embedding, JarProcess engine) {
        this.database = database;
        this.embedding = embedding;
        this.engine = engine;
    }

    /**
     * The services have the heaps and the collector that {@code ./celeste up} gives them.
     *
     * @param home the suite's folder, with the built jars
     * @param folder for logs, models and indexes
     * @param heap of the search-engine in MB
     * @param settings further environment of the search-engine
     */
    static IngestStack start(Path home, Path folder, int heap, int batch, Map<String, String> settings)
            throws IOException {
        BenchDatabase database = BenchDatabase.start();
        JarProcess embedding = JarProcess.start(
                "embedding-service",
                jar(home, "embedding-service"),
                options(384, "-XX:TieredStopAtLevel=1"),
                Map.of(
                        "MODEL_CACHE",
                        folder.resolve("models").toAbsolutePath().toString(),
                        // It will be asked for the same vectors twice.
                        "EMBEDDING_CACHE_MAX_SIZE",
                        "0B"),
                folder);
        try {
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("DATABASE_URL", database.url());
            environment.put("DATABASE_USER", BenchDatabase.LOGIN);
            environment.put("DATABASE_PASSWORD", BenchDatabase.PASSWORD);
            environment.put("EMBEDDING_URL", embedding.url().toString());
            environment.put(
                    "INDEX_FOLDER",
                    folder.resolve("indexes-" + System.nanoTime())
                            .toAbsolutePath()
                            .toString());
            environment.put("SEARCH_BACKFILL_BATCH", Integer.toString(batch));
            environment.putAll(settings);
            JarProcess engine = JarProcess.start(
                    "search-engine",
                    jar(home, "search-engine"),
                    options(heap, "--add-modules=jdk.incubator.vector"),
                    environment,
                    folder.resolve("engine"));
            try {
                embedding.await(() -> new KeepAlive(embedding.url()).post("/api/v1/embed", TRIAL));
                engine.await(() -> new KeepAlive(engine.url()).get("/health"));
                return new IngestStack(database, embedding, engine);
            } catch (IOException | RuntimeException failure) {
                engine.close();
                throw failure;
            }
        } catch (IOException | RuntimeException failure) {
            embedding.close();
            throw failure;
        }
    }

    private static Path jar(Path home, String module) {
        return home.resolve(module).resolve("target").resolve(module + "-0.1.0.jar");
    }

    private static List<String> options(int heap, String own) {
        return new ArrayList<>(List.of(
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                own));
    }

    BenchDatabase database() {
        return database;
    }

    URI embeddingUrl() {
        return embedding.url();
    }

    URI engineUrl() {
        return engine.url();
    }

    long enginePid() {
        return engine.pid();
    }

    long embeddingPid() {
        return embedding.pid();
    }

    /** Halts the search-engine, so that nothing it does in the background is in the way of another measurement. */
    void pauseEngine() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void resumeEngine() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(engine.pid())).start().waitFor();
    }

    @Override
    public void close() {
        engine.close();
        embedding.close();
    }
}
