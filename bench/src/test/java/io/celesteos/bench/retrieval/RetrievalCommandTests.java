package io.celesteos.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.RerankResponse.RerankScore;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse.TokenEmbedding;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a service of three dimensions: a word's vector is said by its first letter. */
class RetrievalCommandTests {

    private static final int DIMENSIONS = 128;

    @TempDir
    private Path folder;

    private final JsonMapper json = JsonStrictness.mapper();
    private final AtomicInteger asked = new AtomicInteger();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void prepare() throws IOException {
        Path set = Files.createDirectories(folder.resolve("ir/tiny/qrels")).getParent();
        gz(
                set.resolve("corpus.jsonl.gz"),
                List.of(
                        "{\"_id\": \"d1\", \"title\": \"Pump\", \"text\": \"Pump impeller wear and seals\", \"metadata\": {}}",
                        "{\"_id\": \"d2\", \"title\": \"Anchor\", \"text\": \"the windlass brake\"}",
                        "{\"_id\": \"d3\", \"title\": \"\", \"text\": \" \"}",
                        "{\"_id\": \"d4\", \"title\": \"\", \"text\": \"generator coolant and zinc\"}"));
        gz(
                set.resolve("queries.jsonl.gz"),
                List.of(
                        "{\"_id\": \"q1\", \"text\": \"pump impeller\"}",
                        "{\"_id\": \"q2\", \"text\": \"windlass\"}",
                        "{\"_id\": \"q3\", \"text\": \"not judged\"}",
                        "{\"_id\": \"q4\", \"text\": \"nothing relevant\"}"));
        Files.writeString(
                set.resolve("qrels/test.tsv"),
                "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq2\td4\t0\nq4\td1\t0\n");
        Path projections = folder.resolve("projections");
        float[] directions = new float[DIMENSIONS * DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            directions[i * DIMENSIONS + i] = 1;
        }
        new ProjectionFile(directions, DIMENSIONS).write(projections.resolve("m.pca"));

        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/embed", exchange -> answer(exchange, EmbedRequest.class, this::embed));
        server.createContext("/api/v1/rerank", exchange -> answer(exchange, RerankRequest.class, this::rerank));
        server.createContext(
                "/api/v1/token-embeddings", exchange -> answer(exchange, TokenEmbeddingsRequest.class, this::tokens));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void gz(Path path, List<String> lines) throws IOException {
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(path)), StandardCharsets.UTF_8)) {
            out.write(String.join("\n", lines));
        }
    }

    private interface Answer<Q> {
        Object to(Q request) throws IOException;
    }

    private <Q> void answer(HttpExchange exchange, Class<Q> type, Answer<Q> answer) throws IOException {
        asked.incrementAndGet();
        Object body = answer.to(json.readValue(exchange.getRequestBody().readAllBytes(), type));
        byte[] content = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(body instanceof String ? 404 : 200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private static Rows words(String text, boolean drop) {
        List<String> words = Arrays.stream(text.split(" "))
                .filter(word -> !drop || !word.equals("the") && !word.equals("and"))
                .toList();
        float[] values = new float[words.size() * DIMENSIONS];
        for (int i = 0; i < words.size(); i++) {
            values[i * DIMENSIONS + words.get(i).charAt(0) % DIMENSIONS] = 1;
        }
        return new Rows(values, DIMENSIONS);
    }

    private Object embed(EmbedRequest request) {
        List<float[]> vectors = request.texts().stream()
                .map(text -> words(text, false).pooled(1000).values())
                .toList();
        return new EmbedResponse(vectors, "m", DIMENSIONS, 1, 1, List.of(), 0);
    }

    private Object rerank(RerankRequest request) {
        if ("cross-encoder:none".equals(request.model())) {
            return "no such model";
        }
        List<RerankScore> results = IntStream.range(0, request.documents().size())
                .mapToObj(i -> {
                    double score = words(request.query(), false)
                            .maxSim(words(request.documents().get(i), false));
                    return new RerankScore(i, score, score);
                })
                .toList();
        return new RerankResponse(results, "late-interaction:m", 1, results.size(), List.of(), List.of());
    }

    private Object tokens(TokenEmbeddingsRequest request) throws IOException {
        ProjectionFile projection = ProjectionFile.read(folder.resolve("projections/m.pca"));
        List<TokenEmbedding> embeddings = new java.util.ArrayList<>();
        for (String text : request.texts()) {
            Rows rows = words(text, Boolean.TRUE.equals(request.dropStopWords()));
            int pool = Objects.requireNonNull(request.pool());
            rows = pool == 1 ? rows : rows.pooled(pool);
            rows = request.dimensions() == null ? rows : rows.projected(projection, request.dimensions());
            embeddings.add(new TokenEmbedding(rows.count(), pack(rows, request.encoding())));
        }
        int dimensions = Objects.requireNonNullElse(request.dimensions(), DIMENSIONS);
        return new TokenEmbeddingsResponse(
                embeddings, "m", "m@1", dimensions, Objects.requireNonNull(request.encoding()), 1, 1, List.of());
    }

    private static String pack(Rows rows, TokenEncoding encoding) {
        byte[] packed =
                TokenVectorMatrix.quantize(rows.values(), rows.dimensions()).pack();
        if (encoding == TokenEncoding.FLOAT) {
            ByteBuffer out = ByteBuffer.allocate(rows.values().length * 4).order(ByteOrder.LITTLE_ENDIAN);
            out.asFloatBuffer().put(rows.values());
            packed = out.array();
        }
        return Base64.getEncoder().encodeToString(packed);
    }

    private int run(Object command, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "--service",
                "http://localhost:" + server.getAddress().getPort(),
                "--model",
                "m",
                "--data",
                folder.resolve("ir").toString(),
                "--cache",
                folder.resolve("cache").toString(),
                "--sets",
                "tiny"));
        arguments.addAll(List.of(more));
        return new CommandLine(command).execute(arguments.toArray(String[]::new));
    }

    private PrintStream out() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private int retrieval(String... more) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        String[] all = Arrays.copyOf(more, more.length + 4);
        all[more.length] = "--projections";
        all[more.length + 1] = folder.resolve("projections").toString();
        all[more.length + 2] = "--out";
        all[more.length + 3] = folder.resolve("out").toString();
        return run(new RetrievalCommand(out(), clock), all);
    }

    @Test
    void everySystemIsMeasuredAndAnswersAreKept() throws IOException {
        assertThat(retrieval("--rerankers", "late-interaction:m,cross-encoder:none", "--weights", "0.3"))
                .as(bytes.toString(StandardCharsets.UTF_8))
                .isZero();

        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertThat(printed)
                .contains("cross-encoder:none is not installed in the service: not measured.")
                .contains("tiny test: 2 queries, 3 passages");
        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("out/retrieval.json")));
        JsonNode systems = report.at("/sets/0/systems");
        assertThat(IntStream.range(0, systems.size())
                        .mapToObj(i -> systems.get(i).get("system").asString())
                        .collect(Collectors.toList()))
                .containsExactly(
                        "BM25",
                        "vectors",
                        "fused (RRF)",
                        "late-interaction:m alone",
                        "late-interaction:m, blended 0.5",
                        "late-interaction:m, blended 0.3",
                        "stored: float32, all tokens",
                        "stored: int8, all tokens",
                        "stored: int8, no stop words",
                        "stored: int8, no stop words, pairs pooled",
                        "stored: the same, 128 dimensions",
                        "stored: the same, 64 dimensions");
        assertThat(systems.get(0).get("ndcg_10").asDouble()).isEqualTo(1.0);
        assertThat(systems.get(3).get("gain_95").size()).isEqualTo(2);
        assertThat(systems.get(7).get("bytes_per_passage").asInt())
                .isGreaterThan(systems.get(8).get("bytes_per_passage").asInt());
        assertThat(Files.readAllLines(folder.resolve("out/tiny-test-fused.trec")))
                .first()
                .asString()
                .matches("q1 Q0 d1 1 \\d fused");

        int before = asked.get();
        bytes.reset();
        assertThat(retrieval("--rerankers", "late-interaction:m", "--no-stored"))
                .isZero();
        assertThat(asked.get()).isEqualTo(before);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("stored:");
    }

    @Test
    void theDirectionsOfThePassagesAreWritten() throws IOException {
        Path target = folder.resolve("trained");

        assertThat(run(new ProjectionCommand(out()), "--every", "1", "--directions", "32", "--out", target.toString()))
                .isZero();

        ProjectionFile file = ProjectionFile.read(target.resolve("m.pca"));
        assertThat(file.dimensions()).isEqualTo(DIMENSIONS);
        assertThat(file.directions()).hasSize(32 * DIMENSIONS);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("13 token vectors of 3 passages")
                .contains("32 dimensions keep 100.0 % of the squared length");
    }
}
