package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CredentialsIT extends GatewayStack {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FOUND = """
            {"results": [], "search_metadata": {"search_type": "hybrid", "bm25_results": 0, "vector_results": 0,
              "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": []}}""";
    private static final String READ = """
            {"entities": {}, "intent": {"primary": "search", "secondary": [], "confidence": 0.8}, "latency_ms": 2,
             "degraded": []}""";
    private static final String SEARCH_BODY = "{\"query\":\"oil\"}";

    @BeforeEach
    void services() {
        SEARCH.onJson("/api/v1/search", 200, FOUND);
        NLP.onJson("/api/v1/extract", 200, READ);
    }

    @Test
    void aKeyOpensWhatItsScopesNameForItsYachtAlone() throws Exception {
        String key = madeKey("[\"search\"]").get("key").stringValue();
        assertThat(search(request("/api/v1/search").header("X-API-Key", key)).statusCode())
                .isEqualTo(200);
        assertThat(SEARCH.lastReceived().body()).contains(Yachts.FIRST.toString());
        assertThat(SEARCH.lastReceived().headers()).containsEntry("x-api-key", INNER_KEY);
        assertThat(search(request("/api/v1/search").header("Authorization", "Bearer " + key))
                        .statusCode())
                .isEqualTo(200);
        assertThat(search(request("/webhook/search").header("X-API-Key", key)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> other =
                send(json(request("/api/v1/extract").header("X-API-Key", key), "{\"text\":\"oil\"}"));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("extract");
        HttpResponse<String> others = send(json(
                request("/api/v1/search").header("X-API-Key", key),
                "{\"query\":\"oil\",\"yacht_id\":\"" + Yachts.SECOND + "\"}"));
        assertThat(others.statusCode()).isEqualTo(403);
    }

    @Test
    void aKeyIsToldOnceListedWithoutItsSecretAndRevokedByItsOwnYachtOnly() throws Exception {
        JsonNode made = madeKey("[\"search\",\"documents:read\"]");
        String id = made.get("id").stringValue();
        String key = made.get("key").stringValue();
        assertThat(key).startsWith("ck_").hasSizeGreaterThan(40);
        String listed = send(asFirst("/api/v1/api-keys")).body();
        assertThat(listed).contains(id, "documents:read").doesNotContain(key);
        assertThat(send(asSecond("/api/v1/api-keys")).body()).doesNotContain(id);
        assertThat(send(asSecond("/api/v1/api-keys/" + id).DELETE()).statusCode())
                .isEqualTo(404);
        assertThat(send(asFirst("/api/v1/api-keys/" + id).DELETE()).statusCode())
                .isEqualTo(204);
        HttpResponse<String> refused = search(request("/api/v1/search").header("X-API-Key", key));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("revoked");
    }

    @Test
    void aKeyMakesNoCredentials() throws Exception {
        String key = madeKey("[\"search\"]").get("key").stringValue();
        for (String path : new String[] {"/api/v1/api-keys", "/api/v1/signing-secret"}) {
            assertThat(send(json(request(path).header("X-API-Key", key), "{}")).statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\" \",\"scopes\":[\"search\"]}",
                "{\"name\":\"x\",\"scopes\":[\"everything\"]}",
                "{\"name\":\"x\",\"scopes\":[null]}",
                "{\"name\":\"x\",\"scopes\":[\"search\"],\"expires_in_days\":0}",
                "{\"name\":\"x\",\"scopes\":\"search\"}"
            })
    void aKeyThatCannotBeMadeIsRefusedWithWhatIsWrong(String wish) throws Exception {
        HttpResponse<String> refused = send(json(asFirst("/api/v1/api-keys"), wish));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    }

    @Test
    void aSignedRequestIsTheYachtsOnceAndItsBodyIsSafe() throws Exception {
        String secret = signingSecret();
        long now = Instant.now().getEpochSecond();
        byte[] body = SEARCH_BODY.getBytes(StandardCharsets.UTF_8);
        String header = SignedRequestsTests.header(Yachts.FIRST, secret, now, "one", body);
        assertThat(search(request("/api/v1/search").header("X-Yacht-Signature", header))
                        .statusCode())
                .isEqualTo(200);
        assertThat(SEARCH.lastReceived().body()).contains("oil", Yachts.FIRST.toString());
        HttpResponse<String> replayed = search(request("/api/v1/search").header("X-Yacht-Signature", header));
        assertThat(replayed.statusCode()).isEqualTo(401);
        assertThat(replayed.body()).contains("used before");

        String again = SignedRequestsTests.header(Yachts.FIRST, secret, now, "two", body);
        HttpResponse<String> changed =
                send(json(request("/api/v1/search").header("X-Yacht-Signature", again), "{\"query\":\"water\"}"));
        assertThat(changed.statusCode()).isEqualTo(401);
        String late = SignedRequestsTests.header(Yachts.FIRST, secret, now - 600, null, body);
        assertThat(search(request("/api/v1/search").header("X-Yacht-Signature", late))
                        .body())
                .contains("check the clock");
    }

    @Test
    void theWebhookAndReadsTakeSignedRequestsToo() throws Exception {
        String secret = signingSecret();
        long now = Instant.now().getEpochSecond();
        byte[] body = SEARCH_BODY.getBytes(StandardCharsets.UTF_8);
        assertThat(search(request("/webhook/search")
                                .header(
                                        "X-Yacht-Signature",
                                        SignedRequestsTests.header(Yachts.FIRST, secret, now, "w", body)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/api/v1/api-keys")
                                .header(
                                        "X-Yacht-Signature",
                                        SignedRequestsTests.header(Yachts.FIRST, secret, now, "r", new byte[0])))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aUsersTokenIsItsYachtsAndMakesNoCredentials() throws Exception {
        String token = JwtsTests.hs256(user(Yachts.FIRST.toString()), JWT_SECRET);
        assertThat(search(request("/api/v1/search").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(SEARCH.lastReceived().body()).contains(Yachts.FIRST.toString());
        assertThat(SEARCH.lastReceived().headers()).doesNotContainKey("authorization");
        assertThat(send(json(
                                request("/api/v1/api-keys").header("Authorization", "Bearer " + token),
                                "{\"name\":\"x\",\"scopes\":[\"search\"]}"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aUserOfNoYachtOrASuspendedOneIsToldSo() throws Exception {
        for (String yacht : new String[] {"", "00000000-0000-4000-8000-00000000dead", Yachts.SUSPENDED.toString()}) {
            String token = JwtsTests.hs256(user(yacht), JWT_SECRET);
            assertThat(search(request("/api/v1/search").header("Authorization", "Bearer " + token))
                            .statusCode())
                    .as(yacht)
                    .isEqualTo(403);
        }
    }

    @Test
    void aForgedTokenIsRefused() throws Exception {
        String token = JwtsTests.hs256(user(Yachts.FIRST.toString()), "not the secret but long enough for one");
        assertThat(search(request("/api/v1/search").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aYachtsTokenCountsAsABearerTokenToo() throws Exception {
        assertThat(search(request("/api/v1/search").header("Authorization", "Bearer " + Yachts.FIRST_SIGNATURE))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoCredentialsAreNoCredential() throws Exception {
        HttpResponse<String> refused =
                search(asFirst("/api/v1/search").header("Authorization", "Bearer " + Yachts.SECOND_SIGNATURE));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("one credential");
    }

    private JWTClaimsSet user(String yacht) {
        return new JWTClaimsSet.Builder()
                .subject("user-1")
                .audience("authenticated")
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .claim("app_metadata", yacht.isEmpty() ? Map.of() : Map.of("yacht_id", yacht))
                .build();
    }

    private JsonNode madeKey(String scopes) throws Exception {
        HttpResponse<String> made =
                send(json(asFirst("/api/v1/api-keys"), "{\"name\":\"n8n\",\"scopes\":" + scopes + "}"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body());
    }

    private String signingSecret() throws Exception {
        HttpResponse<String> told = send(json(asFirst("/api/v1/signing-secret"), "{}"));
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        return JSON.readTree(told.body()).get("secret").stringValue();
    }

    private HttpRequest.Builder asSecond(String path) {
        return request(path).header("X-Yacht-Signature", Yachts.SECOND_SIGNATURE);
    }

    private static HttpResponse<String> search(HttpRequest.Builder request) throws Exception {
        return send(json(request, SEARCH_BODY));
    }
}
