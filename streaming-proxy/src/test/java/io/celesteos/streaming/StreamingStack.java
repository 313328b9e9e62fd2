package io.celesteos.streaming;

import static io.celesteos.streaming.fake.Samples.YACHT;

import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.streaming.fake.FakeService;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.streaming.fake.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service as it is deployed, on a port of its own, before services whose answers the test decides. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // The tests hold the full search back and count what is asked.
            "streaming.relay.fused-after=1h",
            "streaming.admission.max-streams-per-yacht=350",
            "streaming.admission.new-streams-per-minute=1000000",
            "streaming.relay.heartbeat=50ms",
            "streaming.relay.client-check=50ms",
            // As long as a whole request may take: a busy machine is no failing service.
            "streaming.upstream.search-timeout=25s",
            "streaming.upstream.nlp-timeout=25s",
            "streaming.admission.max-streams=400",
            "streaming.readiness.rounds=0",
            // Whatever the machine's environment holds, no test asks a real model.
            "OPENAI_API_KEY=",
            "OPENAI_BASE_URL=",
            "ANTHROPIC_API_KEY=",
            "ANTHROPIC_BASE_URL="
        })
public abstract class StreamingStack {

    protected static final FakeService SEARCH = FakeService.start();
    protected static final FakeService NLP = FakeService.start();
    protected static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    protected static final String QUESTION = "why is the generator overheating";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void upstream(DynamicPropertyRegistry registry) {
        registry.add("streaming.upstream.search-url", SEARCH::uri);
        registry.add("streaming.upstream.nlp-url", NLP::uri);
    }

    @BeforeEach
    void allIsWell() {
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> Reply.ok(Samples.finalHits()));
        NLP.answer(call -> Reply.ok(Samples.understood()));
    }

    /** Enough good answers that the failures of one test do not open a breaker before the next. */
    @AfterEach
    void soothTheBreakers() throws Exception {
        allIsWell();
        for (int i = 0; i < 10; i++) {
            answer(Map.of("query", QUESTION, "yacht_id", YACHT));
        }
    }

    /** The fast lexical search and the full one are told apart by what they ask for. */
    protected static void searchAnswers(FakeService.Handler lexical, FakeService.Handler full) {
        SEARCH.answer(call -> {
            SearchRequest request = call.bodyAs(SearchRequest.class);
            boolean fast = request.searchTypeOrDefault() == SearchType.BM25 && !request.rerankOrDefault();
            return (fast ? lexical : full).reply(call);
        });
    }

    protected static FakeService.Handler refusing(int status, String code) {
        return call -> new Reply(status, Samples.problem(status, code));
    }

    protected SseReader open(String query, String... headers) throws Exception {
        return new SseReader(
                get(streamUri("query", query, "yacht_id", YACHT), headers).body());
    }

    protected List<SseReader.Frame> stream(String... parameters) throws Exception {
        try (SseReader reader = new SseReader(get(streamUri(parameters)).body())) {
            return reader.rest();
        }
    }

    protected URI streamUri(String... parameters) {
        StringBuilder uri = new StringBuilder("http://localhost:" + port + "/api/v1/stream?");
        for (int i = 0; i < parameters.length; i += 2) {
            uri.append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return URI.create(uri.toString());
    }

    protected HttpResponse<InputStream> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    protected HttpResponse<String> answer(Object body) throws IOException, InterruptedException {
        return post("/api/v1/answer", "application/json", body instanceof String raw ? raw : json(body));
    }

    protected HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    protected static String json(Object value) {
        return JsonStrictness.mapper().writeValueAsString(value);
    }

    protected static JsonNode tree(String json) {
        return JsonStrictness.mapper().readTree(json);
    }

    protected static JsonNode tree(InputStream body) {
        return JsonStrictness.mapper().readTree(body);
    }
}
