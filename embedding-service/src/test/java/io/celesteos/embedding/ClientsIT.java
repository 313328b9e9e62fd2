package io.celesteos.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.testbed.clients.DocumentedCalls;
import io.celesteos.testbed.clients.NodeClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other APIs' own clients, as published and unchanged, against this service. */
@RunningService
class ClientsIT {

    private static final List<String> TEXTS = List.of("CAT 3512 overheating", "Port generator fault E047");

    private static NodeClients clients;

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @BeforeAll
    static void install() {
        clients = NodeClients.install();
    }

    private String service() {
        return "http://localhost:" + port;
    }

    private List<float[]> vectors() {
        return EmbeddingClient.over(new ServiceClient(
                        ClientSettings.of("embedding-service", URI.create(service()), Duration.ofSeconds(30))))
                .embed(new EmbedRequest(TEXTS, "bge-small-en-v1.5", true, null, null))
                .embeddings();
    }

    @Test
    void openAisClientGetsOurVectors() {
        JsonNode seen = json.readTree(clients.run("openai.mjs", service()));
        List<float[]> vectors = vectors();

        assertThat(seen.at("/wire/0/asked/encoding_format").asString()).isEqualTo("base64");
        assertThat(seen.at("/wire/0/embedding").asString()).isEqualTo("string");
        assertThat(seen.at("/wire/1/asked/encoding_format").asString()).isEqualTo("float");
        assertThat(seen.at("/wire/1/embedding").asString()).isEqualTo("object");
        for (String form : List.of("byDefault", "floats")) {
            for (int i = 0; i < TEXTS.size(); i++) {
                assertThat(floats(seen.at("/" + form + "/data/" + i + "/embedding")))
                        .as(form)
                        .isEqualTo(vectors.get(i));
            }
            assertThat(seen.at("/" + form + "/usage/total_tokens").asInt()).isEqualTo(16);
        }
        assertThat(floats(seen.at("/single/data/0/embedding"))).isEqualTo(vectors.getFirst());
        assertThat(seen.at("/single/model").asString()).isEqualTo("bge-small-en-v1.5");
        assertThat(seen.at("/tokens/data")).hasSize(2);
        assertThat(seen.at("/models").valueStream().map(model -> model.at("/id").asString()))
                .contains("bge-small-en-v1.5");
        assertThat(seen.at("/model/id").asString()).isEqualTo("all-MiniLM-L6-v2");
    }

    @Test
    void openAisClientTellsItsUserWhatIsWrong() {
        JsonNode refusals = json.readTree(clients.run("openai.mjs", service())).at("/refusals");

        JsonNode unknown = refusals.at("/unknownModel");
        assertThat(unknown.at("/name").asString()).isEqualTo("NotFoundError");
        assertThat(unknown.at("/code").asString()).isEqualTo("model_not_found");
        assertThat(unknown.at("/message").asString()).startsWith("404 ").contains("bge-small-en-v1.5");
        assertThat(unknown.at("/requestID").asString()).isNotEmpty();
        JsonNode dimensions = refusals.at("/dimensions");
        assertThat(dimensions.at("/name").asString()).isEqualTo("BadRequestError");
        assertThat(dimensions.at("/message").asString()).contains("[384]");
        assertThat(dimensions.at("/param").asString()).isEqualTo("dimensions");
        assertThat(refusals.at("/empty/message").asString()).contains("input is required");
        assertThat(refusals.at("/tooMany/message").asString()).contains("at most 100");
        assertThat(refusals.at("/tooLarge/message").asString()).contains("1048576 bytes");
    }

    private static float[] floats(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) numbers.get(d).asDouble();
        }
        return vector;
    }

    @Test
    void coheresClientRanksAndTellsItsUserWhatIsWrong() {
        JsonNode seen = json.readTree(clients.run("cohere.mjs", service()));

        assertThat(seen.at("/v2/results")).hasSize(2);
        assertThat(seen.at("/v2/results/0/index").asInt()).isEqualTo(1);
        assertThat(seen.at("/v2/results/0/relevanceScore").asDouble())
                .isGreaterThan(seen.at("/v2/results/1/relevanceScore").asDouble())
                .isLessThanOrEqualTo(1);
        assertThat(seen.at("/v2/meta/apiVersion/version").asString()).isEqualTo("2");
        assertThat(seen.at("/v1/results")).hasSize(3);
        assertThat(seen.at("/v1/results/0/index").asInt()).isEqualTo(1);
        assertThat(seen.at("/v1/results/0/document/text").asString()).startsWith("Check the raw water pump");

        assertThat(seen.at("/refusals/unknownModel/name").asString()).isEqualTo("NotFoundError");
        assertThat(seen.at("/refusals/unknownModel/body/message").asString()).contains("bge-small-en-v1.5");
        assertThat(seen.at("/refusals/noDocuments/name").asString()).isEqualTo("BadRequestError");
        assertThat(seen.at("/refusals/noDocuments/body/message").asString()).contains("documents is required");
        assertThat(seen.at("/refusals/version1/body/message").asString()).contains("query is required");
    }

    @Test
    void theDocumentedCallsWork() throws Exception {
        List<String> shell = documented("bash");
        List<String> scripts = documented("js");

        assertThat(shell)
                .hasSizeGreaterThan(5)
                .allSatisfy(call -> assertThat(call).contains("curl"));
        assertThat(scripts).hasSizeGreaterThan(1);
        for (String call : shell) {
            String answer = clients.shell(here(call));
            assertThat(answer).as(call).isNotBlank().doesNotContain("urn:celeste:problem");
        }
        for (String script : scripts) {
            assertThat(clients.script(here(script))).as(script).isNotBlank();
        }
    }

    private static List<String> documented(String language) throws IOException {
        return DocumentedCalls.of(Files.readString(Path.of("..", "docs", "embedding", "dialects.md")), language);
    }

    private String here(String call) {
        return call.replace("http://localhost:8002", service());
    }

    /** Those of packages that are not installed here are only read. */
    @Test
    void theDocumentedPythonWorks() throws Exception {
        PythonPrograms python = PythonPrograms.in(Path.of("target").toAbsolutePath());
        int run = 0;
        for (String program : documented("python")) {
            if (python.canRun(program)) {
                assertThat(python.run(here(program))).as(program).startsWith("384");
                run++;
            }
        }

        assertThat(run).as("blocks that need nothing but Python").isPositive();
    }

    @Test
    void theDocumentedNextJsRouteAnswersWithOurVector() throws Exception {
        List<String> routes = documented("ts");

        assertThat(routes).hasSize(1);
        JsonNode answer = json.readTree(clients.route(routes.getFirst(), service()));
        assertThat(floats(answer.at("/embedding"))).isEqualTo(vectors().getFirst());
    }
}
