package io.celesteos.bench.vectors;

import io.celesteos.bench.process.JarProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The search-engine over a database that is full, as a process of its own until closed. */
public final class EngineProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_LOAD_IN_WAITS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JarProcess process;
    private final BenchDatabase database;
    private final Path indexes;
    private final double secondsToLoad;

    private EngineProcess(JarProcess process, BenchDatabase database, Path indexes) throws IOException {
        this.process = process;
        this.database = database;
        this.indexes = indexes;
        long start = System.nanoTime();
        try {
            awaitLoaded();
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
        return new EngineProcess(
                JarProcess.start("search-engine-" + backend, jar, options, environment, folder), database, indexes);
    }

    /** A million chunks take longer than any start. */
    private void awaitLoaded() throws IOException {
        for (int left = LONGEST_LOAD_IN_WAITS; ; left--) {
            try {
                process.await(this::answers);
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

    private void answers() throws IOException {
        JsonNode health = send(HttpRequest.newBuilder(uri("/health")));
        if (!health.at("/dependencies/bm25_index").asString("").equals("loaded")) {
            throw new IOException("still loading");
        }
        search(new float[] {1}, Map.of(), 1);
    }

    /** What one search came to. */
    record Answer(List<Integer> chunks, double branchMillis) {}

    /** The ten nearest; {@code branchMillis} is what the service itself says the vector branch took. */
    Answer search(float[] vector, Map<String, List<String>> filters, int topK) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("query", "anything");
        request.put("yacht_id", database.yacht().toString());
        request.put("search_type", vector.length == 1 ? "bm25" : "vector");
        request.put("top_k", topK);
        request.put("rerank", false);
        if (vector.length > 1) {
            request.put("query_embedding", vector);
        }
        request.put("filters", filters);
        JsonNode answer = send(HttpRequest.newBuilder(uri("/api/v1/search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request))));
        if (!answer.at("/search_metadata/degraded").isEmpty()) {
            throw new IOException("not a whole answer: " + answer.at("/search_metadata"));
        }
        List<Integer> chunks = new ArrayList<>();
        answer.at("/results")
                .forEach(hit -> chunks.add(
                        GrownChunk.number(UUID.fromString(hit.at("/id").asString()))));
        return new Answer(
                chunks, answer.at("/search_metadata/timings_ms/vector").asDouble(0));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    private URI uri(String path) {
        return process.url().resolve(path);
    }

    /** From the first look at the process until it answered: reading the database and building the index. */
    double secondsToLoad() {
        return secondsToLoad;
    }

    /** Resident memory of the process, mapped index pages included; 0 where the system does not say. */
    double residentMegabytes() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    /** Bytes of the index files by their ending, e.g. {@code vec}. */
    Map<String, Long> indexBytes() throws IOException {
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
