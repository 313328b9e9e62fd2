package io.celesteos.bench.engine;

import io.celesteos.bench.corpus.GrownChunk;
import io.celesteos.bench.process.JarProcess;
import io.celesteos.bench.process.KeepAlive;
import io.celesteos.bench.process.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The search-engine over a database that is full, as a process of its own until closed. Searches are thread-safe. */
public final class EngineProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_LOAD_IN_WAITS = 20;

    /** Seldom enough to leave the loading process alone. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final JarProcess process;
    private final KeepAlive http;
    private final BenchDatabase database;
    private final Path indexes;
    private final double secondsToLoad;

    private EngineProcess(JarProcess process, BenchDatabase database, Path indexes, LongConsumer waiting)
            throws IOException {
        this.process = process;
        this.http = new KeepAlive(process.url());
        this.database = database;
        this.indexes = indexes;
        long start = System.nanoTime();
        try {
            awaitLoaded(waiting);
        } catch (IOException failure) {
            process.close();
            throw failure;
        }
        this.secondsToLoad = (System.nanoTime() - start) / 1e9;
    }

    /**
     * Returns when the yacht's index is loaded.
     *
     * @param backend {@code lucene} or {@code pgvector}
     * @param settings further properties, as environment
     */
    public static EngineProcess start(
            Path jar, BenchDatabase database, String backend, Map<String, String> settings, Path folder)
            throws IOException {
        Path indexes = folder.resolve("indexes-" + backend + "-" + System.nanoTime());
        return start(jar, database, backend, settings, folder, indexes, seconds -> {});
    }

    /**
     * The same with a folder of indexes of one's own, where there may be one already.
     *
     * @param waiting is told the seconds since the start, now and then
     */
    public static EngineProcess start(
            Path jar,
            BenchDatabase database,
            String backend,
            Map<String, String> settings,
            Path folder,
            Path indexes,
            LongConsumer waiting)
            throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DATABASE_URL", database.url());
        environment.put("DATABASE_USER", BenchDatabase.LOGIN);
        environment.put("DATABASE_PASSWORD", BenchDatabase.PASSWORD);
        environment.put("INDEX_FOLDER", indexes.toAbsolutePath().toString());
        environment.put("SEARCH_VECTOR_BACKEND", backend);
        // Every chunk has its vector, and every query brings its own.
        environment.put("SEARCH_BACKFILL_ENABLED", "false");
        environment.put("SEARCH_CACHE_ENABLED", "false");
        environment.put("SEARCH_QUERY_VECTOR_LIMIT", "30s");
        environment.putAll(settings);
        List<String> options =
                List.of("-Xmx768m", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");
        JarProcess process = JarProcess.start("search-engine-" + backend, jar, options, environment, folder);
        return new EngineProcess(process, database, indexes, waiting);
    }

    /** A million chunks take longer than any start. */
    private void awaitLoaded(LongConsumer waiting) throws IOException {
        long start = System.nanoTime();
        for (int left = LONGEST_LOAD_IN_WAITS; ; left--) {
            try {
                process.await(() -> answers(start, waiting));
                return;
            } catch (IOException notYet) {
                if (left == 0
                        || !ProcessHandle.of(process.pid())
                                .map(ProcessHandle::isAlive)
                                .orElse(false)) {
                    throw notYet;
                }
            }
        }
    }

    private void answers(long start, LongConsumer waiting) throws IOException {
        waiting.accept(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        try {
            JsonNode health = JSON.readTree(health());
            if (!health.at("/dependencies/bm25_index").asString("").equals("loaded")) {
                throw new IOException("still loading");
            }
            search(request("anything", "bm25", null, Map.of(), 1));
        } catch (IOException notYet) {
            LockSupport.parkNanos(LOOK_NANOS);
            throw notYet;
        }
    }

    /** What one search came to. */
    public record Answer(List<Integer> chunks, double branchMillis) {}

    /** The ten nearest; {@code branchMillis} is what the service itself says the vector branch took. */
    public Answer search(float[] vector, Map<String, List<String>> filters, int topK) throws IOException {
        JsonNode answer = whole(search(request("anything", "vector", vector, filters, topK)));
        List<Integer> chunks = new ArrayList<>();
        answer.at("/results")
                .forEach(hit -> chunks.add(
                        GrownChunk.number(UUID.fromString(hit.at("/id").asString()))));
        return new Answer(
                chunks, answer.at("/search_metadata/timings_ms/vector").asDouble(0));
    }

    /**
     * The body of a search without reranking.
     *
     * @param type {@code bm25}, {@code vector} or {@code hybrid}
     * @param vector of the query; null for {@code bm25}
     */
    public byte[] request(
            String query, String type, float @Nullable [] vector, Map<String, List<String>> filters, int topK) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("query", query);
        request.put("yacht_id", database.yacht().toString());
        request.put("search_type", type);
        request.put("top_k", topK);
        request.put("rerank", false);
        if (vector != null) {
            request.put("query_embedding", vector);
        }
        request.put("filters", filters);
        return JSON.writeValueAsBytes(request);
    }

    /** Sends a search and returns the answer as it came. */
    public byte[] search(byte[] request) throws IOException {
        return http.post("/api/v1/search", request);
    }

    /** @throws IOException when the answer lacks a part */
    public static JsonNode whole(byte[] response) throws IOException {
        JsonNode answer = JSON.readTree(response);
        if (!answer.at("/search_metadata/degraded").isEmpty()) {
            throw new IOException("not a whole answer: " + answer.at("/search_metadata"));
        }
        return answer;
    }

    /** The smallest request there is: HTTP and next to no work. */
    public byte[] health() throws IOException {
        return http.get("/health");
    }

    /**
     * Seconds the service says it needed to have the yacht's index.
     *
     * @param outcome {@code loaded} from the database or {@code reopened} from disk; empty when it was the other
     */
    public OptionalDouble refreshSeconds(String outcome) {
        try {
            JsonNode meter = JSON.readTree(http.get("/actuator/metrics/search.index.refresh?tag=outcome:" + outcome));
            for (JsonNode measurement : meter.at("/measurements")) {
                if (measurement.at("/statistic").asString("").equals("TOTAL_TIME")) {
                    return OptionalDouble.of(measurement.at("/value").asDouble(0));
                }
            }
            return OptionalDouble.empty();
        } catch (IOException noSuchOutcome) {
            return OptionalDouble.empty();
        }
    }

    /** From the first look at the process until it answered: reading the database and building the index. */
    public double secondsToLoad() {
        return secondsToLoad;
    }

    public ProcessMemory memory() throws IOException {
        return ProcessMemory.of(process.pid());
    }

    /** Bytes of the index files by their ending, e.g. {@code vec}. */
    public Map<String, Long> indexBytes() throws IOException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(indexes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                bytes.merge(name.substring(name.lastIndexOf('.') + 1), Files.size(file), Long::sum);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        process.close();
    }
}
