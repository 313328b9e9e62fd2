package io.celesteos.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/models} over HTTP. */
@RunningService
class ModelsEndpointIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode model(String name) throws Exception {
        return json.readTree(send("GET", "/api/v1/models/" + name, "").body());
    }

    @Test
    void everyModelIsListedWithWhatItIs() throws Exception {
        JsonNode models =
                json.readTree(send("GET", "/api/v1/models", "").body()).get("models");

        JsonNode first = models.get(0);
        assertThat(first.get("name").asString()).isEqualTo("bge-small-en-v1.5");
        assertThat(first.get("task").asString()).isEqualTo("embedding");
        assertThat(first.get("device").asString()).isEqualTo("cpu");
        assertThat(first.get("pooling").asString()).isEqualTo("cls");
        assertThat(first.get("revision").asString()).isEqualTo("6c9c6101");
        assertThat(first.get("memory_bytes_estimated").asLong()).isGreaterThan(34_000_000);
        assertThat(first.has("reason")).isFalse();
        assertThat(models.valueStream().map(model -> model.get("name").asString()))
                .contains("bge-small-en-v1.5-fp32", "all-MiniLM-L6-v2-fp32");
    }

    @Test
    void aModelIsLoadedUsedAndUnloaded() throws Exception {
        String embed = "{\"texts\": [\"a\"], \"model\": \"minilm-fp32\"}";
        assertThat(send("POST", "/api/v1/embed", embed).statusCode()).isEqualTo(404);

        assertThat(send("POST", "/api/v1/models/minilm-fp32/load", "").statusCode())
                .isEqualTo(202);
        Awaitility.await()
                .until(() -> model("minilm-fp32").get("status").asString().equals("ready"));
        assertThat(send("POST", "/api/v1/models/minilm-fp32/load", "").statusCode())
                .isEqualTo(200);
        assertThat(json.readTree(send("POST", "/api/v1/embed", embed).body())
                        .get("model")
                        .asString())
                .isEqualTo("all-MiniLM-L6-v2-fp32");

        assertThat(send("POST", "/api/v1/models/minilm-fp32/unload", "").statusCode())
                .isEqualTo(202);
        assertThat(send("POST", "/api/v1/embed", "{\"texts\": [\"b\"], \"model\": \"minilm-fp32\"}")
                        .statusCode())
                .isEqualTo(404);
        Awaitility.await()
                .until(() -> model("minilm-fp32").get("status").asString().equals("available"));
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        HttpResponse<String> defaultModel = send("POST", "/api/v1/models/bge-small/unload", "");
        assertThat(defaultModel.statusCode()).isEqualTo(409);
        assertThat(json.readTree(defaultModel.body()).get("detail").asString()).contains("default model");
        assertThat(send("GET", "/api/v1/models/nope", "").statusCode()).isEqualTo(404);
        HttpResponse<String> known = send("POST", "/api/v1/models/mpnet/load", "");
        assertThat(known.statusCode()).isEqualTo(404);
        assertThat(json.readTree(known.body()).get("detail").asString())
                .contains("./celeste models fetch all-mpnet-base-v2");
        assertThat(send("POST", "/api/v1/models/..%2f..%2fetc/load", "").statusCode())
                .isBetween(400, 404);
    }
}
