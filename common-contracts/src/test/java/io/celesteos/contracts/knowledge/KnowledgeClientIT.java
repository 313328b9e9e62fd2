package io.celesteos.contracts.knowledge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.knowledge.KnowledgeClient.Health;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeClientIT {

    private static final YachtId YACHT = YachtId.of("00000000-0000-4000-8000-000000000001");
    private static final String ANSWER = """
            {"results": [{"text": "From the service.", "source": "s", "topic": "t", "score": 0.5}],
             "query": "filters", "count": 1, "degraded": []}""";
    private static final String STATS = """
            {"total_documents": 1, "sources": ["s"], "topics": ["t"], "status": "%s"}""";

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @TempDir
    Path folder;

    private ServiceClient service;
    private KnowledgeClient client;

    @BeforeEach
    void connect() throws IOException {
        Files.writeString(folder.resolve("filters.md"), "# Filters\nRead from the file about filters.");
        service = new ServiceClient(KnowledgeClient.settings(
                URI.create("http://localhost:" + SERVICE.getPort()), Duration.ofSeconds(20), "key"));
        client = KnowledgeClient.over(
                service, new FileKnowledge(new KnowledgeFolder(folder, KnowledgeLimits.ofClient()), Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void theServiceAnswers() {
        answer(okJson(ANSWER));

        KnowledgeResponse response = client.query(KnowledgeRequest.of("filters", YACHT, 3));

        assertThat(response.results()).extracting(KnowledgeHit::text).containsExactly("From the service.");
        assertThat(response.lacking()).isEmpty();
        SERVICE.verify(postRequestedFor(urlEqualTo("/rag/query"))
                .withHeader("X-API-Key", equalTo("key"))
                .withRequestBody(equalToJson("{\"query\":\"filters\",\"yacht_id\":\"" + YACHT + "\",\"top_k\":3}")));
    }

    @Test
    void aServiceThatIsStillReadingIsAskedAgain() {
        SERVICE.stubFor(any(anyUrl())
                .inScenario("start")
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("up"));
        SERVICE.stubFor(
                any(anyUrl()).inScenario("start").whenScenarioStateIs("up").willReturn(okJson(ANSWER)));

        assertThat(client.query(KnowledgeRequest.of("filters", null, 3)).lacking())
                .isEmpty();

        SERVICE.verify(2, postRequestedFor(urlEqualTo("/rag/query")));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 504})
    void whenItIsAwayTheFilesAreRead(int status) {
        answer(aResponse().withStatus(status));

        fromTheFiles();

        SERVICE.verify(status == 503 ? 4 : 1, postRequestedFor(urlEqualTo("/rag/query")));
    }

    @Test
    void whenTheConnectionBreaksTheFilesAreRead() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        fromTheFiles();
        answer(okJson("<html>"));
        fromTheFiles();
    }

    @Test
    void whenItHangsTheFilesAreRead() {
        try (var hasty = new ServiceClient(KnowledgeClient.settings(
                URI.create("http://localhost:" + SERVICE.getPort()), Duration.ofMillis(100), null))) {
            client = KnowledgeClient.over(
                    hasty,
                    new FileKnowledge(new KnowledgeFolder(folder, KnowledgeLimits.ofClient()), Clock.systemUTC()));
            answer(okJson(ANSWER).withFixedDelay(5_000));

            fromTheFiles();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429})
    void aRefusalStaysARefusal(int status) {
        answer(aResponse().withStatus(status));

        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.query(KnowledgeRequest.of("filters", YACHT, 3)));

        assertThat(failure).isNotNull();
        assertThat(failure.refusal()).isNotNull();
        SERVICE.verify(1, postRequestedFor(urlEqualTo("/rag/query")));
    }

    @Test
    void withoutFilesAFailureIsOne() {
        answer(aResponse().withStatus(500));

        assertThat(catchThrowableOfType(
                        RemoteFailure.class,
                        () -> KnowledgeClient.over(service).query(KnowledgeRequest.of("filters", YACHT, 3))))
                .isNotNull();
    }

    @Test
    void healthIsWhatTheServiceSays() {
        answer(okJson(STATS.formatted("ready")));
        assertThat(client.health()).isEqualTo(Health.READY);
        assertThat(client.stats(YACHT).totalDocuments()).isEqualTo(1);
        answer(okJson(STATS.formatted("loading")));
        assertThat(client.health()).isEqualTo(Health.LOADING);
        answer(aResponse().withStatus(500));
        assertThat(client.health()).isEqualTo(Health.AWAY);

        SERVICE.verify(getRequestedFor(urlEqualTo("/rag/stats?yacht_id=" + YACHT)));
    }

    private void fromTheFiles() {
        KnowledgeResponse response = client.query(KnowledgeRequest.of("filters", YACHT, 3));

        assertThat(response.results())
                .extracting(KnowledgeHit::text)
                .containsExactly("Read from the file about filters.");
        assertThat(response.lacking()).containsExactly(Degradation.KNOWLEDGE_FALLBACK);
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVICE.stubFor(any(anyUrl()).willReturn(response));
    }
}
