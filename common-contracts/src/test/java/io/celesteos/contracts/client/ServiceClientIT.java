package io.celesteos.contracts.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.health.SettableClock;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.NlpClient;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.contracts.search.SearchClient;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClientIT {

    private static final YachtId YACHT = YachtId.of("00000000-0000-4000-8000-000000000001");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BRIEF = Duration.ofMillis(400);

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final SettableClock clock = new SettableClock();
    private ServiceClient client = client(PATIENCE, 2);

    record Answer(String word) {}

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theAnswerIsReadAsTheTypeAskedFor() {
        answer(okJson("{\"word\":\"hello\",\"unknown\":1}"));

        assertThat(client.post("/say", Map.of("to", "crew"), Answer.class)).isEqualTo(new Answer("hello"));
        assertThat(client.get("/say", Answer.class)).isEqualTo(new Answer("hello"));

        SERVICE.verify(postRequestedFor(urlEqualTo("/say"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"to\":\"crew\"}")));
        SERVICE.verify(getRequestedFor(urlEqualTo("/say")).withHeader("Content-Type", absent()));
    }

    @Test
    void theRequestsIdTraceAndRemainingDeadlineArePassedOn() throws Exception {
        answer(okJson("{}"));
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var context = new RequestContext(
                "bridge/42", trace, Deadline.in(Duration.ofSeconds(9)), new StageTimings(), System.nanoTime());

        context.call(() -> client.get("/say", Answer.class));

        SERVICE.verify(getRequestedFor(urlEqualTo("/say"))
                .withHeader("X-Request-Id", equalTo("bridge/42"))
                .withHeader("traceparent", equalTo(trace))
                .withHeader("X-Deadline-Ms", matching("[1-8]?[0-9]{1,3}"))
                .withHeader("X-API-Key", absent()));
    }

    @Test
    void theTimeoutBoundsTheDeadlineThatIsPassedOn() {
        client = client(Duration.ofMillis(7_000), 1);
        answer(okJson("{}"));

        client.get("/say", Answer.class);

        SERVICE.verify(getRequestedFor(urlEqualTo("/say"))
                .withHeader("X-Deadline-Ms", equalTo("7000"))
                .withHeader("traceparent", absent()));
    }

    @Test
    void theKeyIsSentWhereOneIsConfigured() {
        answer(okJson("{}"));
        try (var keyed = new ServiceClient(settings(PATIENCE, 1).withApiKey("s3cret"))) {
            keyed.get("/say", Answer.class);
        }

        SERVICE.verify(getRequestedFor(urlEqualTo("/say")).withHeader("X-API-Key", equalTo("s3cret")));
    }

    @Test
    void notReadyIsTriedAgain() {
        SERVICE.stubFor(any(anyUrl())
                .inScenario("start")
                .willReturn(problem(503, "starting"))
                .willSetStateTo("up"));
        SERVICE.stubFor(
                any(anyUrl()).inScenario("start").whenScenarioStateIs("up").willReturn(okJson("{\"word\":\"up\"}")));

        assertThat(client.get("/say", Answer.class)).isEqualTo(new Answer("up"));

        SERVICE.verify(2, getRequestedFor(urlEqualTo("/say")));
    }

    @Test
    void attemptsEnd() {
        client = client(PATIENCE, 3);
        answer(problem(503, "starting"));

        assertThat(failure().refusal()).extracting(Problem::code).isEqualTo("starting");

        SERVICE.verify(3, getRequestedFor(urlEqualTo("/say")));
    }

    @Test
    void aRefusedConnectionIsTriedAgain() throws IOException {
        int port = unusedPort();
        try (var unreachable = new ServiceClient(
                new ClientSettings("nowhere", URI.create("http://127.0.0.1:" + port), BRIEF, PATIENCE, 5, null),
                clock)) {
            // Two failures of five attempts each are the ten calls the breaker wants to see: each was an attempt.
            failure(unreachable);
            assertThat(unreachable.breakerState()).isEqualTo("closed");
            RemoteFailure failure = failure(unreachable);

            assertThat(failure.service()).isEqualTo("nowhere");
            assertThat(failure.refusal()).isNull();
            assertThat(failure.callersFault()).isFalse();
            assertThat(unreachable.breakerState()).isEqualTo("open");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 429, 500, 504})
    void whatAnotherAttemptCannotMendIsNotTriedAgain(int status) {
        answer(problem(status, "some_code"));

        RemoteFailure failure = failure();

        assertThat(failure.refusal()).extracting(Problem::status).isEqualTo(status);
        assertThat(failure.callersFault()).isEqualTo(status < 429);
        SERVICE.verify(1, getRequestedFor(urlEqualTo("/say")));
    }

    @Test
    void theProblemOfTheOtherServiceIsHandedOn() {
        answer(aResponse()
                .withStatus(400)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("""
                        {"type":"urn:celeste:problem:invalid_request","title":"The request has invalid fields","status":400,
                         "detail":"top_k must be at most 100","code":"invalid_request",
                         "errors":[{"field":"top_k","message":"must be at most 100"}],"request_id":"bridge/42"}
                        """));

        Problem refusal = failure().refusal();

        assertThat(refusal).isNotNull();
        assertThat(refusal.detail()).isEqualTo("top_k must be at most 100");
        assertThat(refusal.errors()).extracting("field").containsExactly("top_k");
        assertThat(refusal.requestId()).isEqualTo("bridge/42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad gateway</html>", "", "{\"error\":\"x\"}", "[]", "{\"status\":200}"})
    void anErrorWithoutAProblemIsKnownByItsStatus(String body) {
        answer(aResponse().withStatus(502).withBody(body));

        assertThat(failure().refusal())
                .extracting(Problem::status, Problem::code)
                .containsExactly(503, "upstream_unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "", "{\"word\":5}", "{\"word\":"})
    void anAnswerThatCannotBeReadIsNoAnswer(String body) {
        answer(aResponse().withStatus(200).withBody(body));

        assertThat(failure().refusal()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionIsTriedAgainForWhatOnlyReads(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(failure().refusal()).isNull();

        SERVICE.verify(moreThanOrExactly(2), getRequestedFor(urlEqualTo("/say")));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatChangesSomethingIsSentOnce(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> client.post("/api/v1/documents", Map.of(), Answer.class));

        SERVICE.verify(1, postRequestedFor(urlEqualTo("/api/v1/documents")));
    }

    @Test
    void aCallerInAHurryDoesNotOpenTheBreaker() throws Exception {
        client = client(PATIENCE, 1);
        answer(okJson("{}").withFixedDelay(30_000));
        for (int i = 0; i < 12; i++) {
            var context = new RequestContext(
                    "bridge/42", null, Deadline.in(Duration.ofMillis(20)), new StageTimings(), System.nanoTime());
            context.call(() -> failure());
        }

        assertThat(client.breakerState()).isEqualTo("closed");
    }

    @Test
    void withoutAPlaceACallIsRefusedAtOnce() {
        var one = new GuardSettings(20, 10, 50, PATIENCE, 80, PATIENCE, 3, 1, 1, 0.1, 10);
        var guard = new ServiceGuard("search-engine", one, clock);
        answer(okJson("{}"));
        try (var busy = new ServiceClient(settings(PATIENCE, 1), guard)) {
            try (var taken = guard.enter(ServiceGuard.Stay.BRIEF)) {
                assertThat(failure(busy)).hasCauseInstanceOf(NotAdmitted.class);
            }
            assertThat(busy.get("/say", Answer.class)).isNotNull();
        }
        SERVICE.verify(1, getRequestedFor(urlEqualTo("/say")));
    }

    @Test
    void aSlowAnswerIsGivenUp() {
        client = client(BRIEF, 5);
        answer(okJson("{\"word\":\"late\"}").withFixedDelay(30_000));

        assertThat(failure().refusal()).isNull();

        SERVICE.verify(1, getRequestedFor(urlEqualTo("/say")));
    }

    @Test
    void anAnswerWhoseBodyTricklesIsGivenUp() {
        client = client(BRIEF, 5);
        answer(okJson("{\"word\":\"drop by drop\"}").withChunkedDribbleDelay(10, 30_000));

        assertThat(failure().refusal()).isNull();
    }

    @Test
    void nothingIsSentOnceTheDeadlineHasPassed() throws Exception {
        answer(okJson("{}"));
        var context = new RequestContext(
                "bridge/42", null, new Deadline(System.nanoTime() - 1), new StageTimings(), System.nanoTime());

        context.call(() -> {
            assertThat(failure()).hasMessageContaining("deadline has passed");
            return null;
        });

        SERVICE.verify(0, getRequestedFor(urlEqualTo("/say")));
    }

    @Test
    void aPauseThatOutlastsTheDeadlineIsNotMade() throws Exception {
        client = client(PATIENCE, 5);
        answer(problem(503, "starting").withFixedDelay(180));
        var context = new RequestContext(
                "bridge/42", null, Deadline.in(Duration.ofMillis(200)), new StageTimings(), System.nanoTime());

        context.call(() -> {
            failure();
            return null;
        });

        // Four pauses of 25 ms and more each do not fit: at the very most one more attempt was made.
        assertThat(SERVICE.getAllServeEvents()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anInterruptedCallEndsAndStaysInterrupted() {
        answer(okJson("{}").withFixedDelay(30_000));

        Thread.currentThread().interrupt();

        assertThat(failure().refusal()).isNull();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theBreakerOpensOnFailuresAndClosesOnceTheServiceIsBack() {
        client = client(PATIENCE, 1);
        answer(aResponse().withStatus(500));
        for (int i = 0; i < 10; i++) {
            failure();
        }
        assertThat(client.breakerState()).isEqualTo("open");

        answer(okJson("{\"word\":\"back\"}"));
        assertThat(failure().refusal()).isNull();
        SERVICE.verify(10, getRequestedFor(urlEqualTo("/say")));

        clock.advance(Duration.ofSeconds(6));
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/say", Answer.class)).isEqualTo(new Answer("back"));
        }
        assertThat(client.breakerState()).isEqualTo("closed");
    }

    @Test
    void wrongRequestsDoNotOpenTheBreaker() {
        client = client(PATIENCE, 1);
        answer(problem(400, "invalid_request"));

        for (int i = 0; i < 30; i++) {
            failure();
        }

        assertThat(client.breakerState()).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void attemptsOutsideTheRangeAreRefused(int attempts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(PATIENCE, attempts))
                .withMessage("attempts must be 1 to 5, not " + attempts);
    }

    @Test
    void theTypedClientsCallTheirPaths() {
        answer(problem(404, "not_found"));
        var search = SearchClient.over(client);
        var nlp = NlpClient.over(client);
        var embedding = EmbeddingClient.over(client);

        assertThatExceptionOfType(RemoteFailure.class).isThrownBy(() -> search.search(SearchRequest.of("a", YACHT, 3)));
        assertThatExceptionOfType(RemoteFailure.class).isThrownBy(() -> nlp.extract(ExtractRequest.of("a", YACHT)));
        assertThatExceptionOfType(RemoteFailure.class).isThrownBy(embedding::models);
        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> embedding.embed(new io.celesteos.contracts.embedding.EmbedRequest(
                        java.util.List.of("a"), null, null, null, null)));
        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> embedding.rerank(
                        new io.celesteos.contracts.embedding.RerankRequest("a", java.util.List.of("b"), null, null)));

        SERVICE.verify(postRequestedFor(urlEqualTo("/api/v1/search"))
                .withRequestBody(equalToJson("{\"query\":\"a\",\"yacht_id\":\"" + YACHT + "\",\"top_k\":3}")));
        SERVICE.verify(postRequestedFor(urlEqualTo("/api/v1/extract")));
        SERVICE.verify(getRequestedFor(urlEqualTo("/api/v1/models")));
        SERVICE.verify(postRequestedFor(urlEqualTo("/api/v1/embed")));
        SERVICE.verify(postRequestedFor(urlEqualTo("/api/v1/rerank")));
    }

    private ServiceClient client(Duration timeout, int attempts) {
        return new ServiceClient(settings(timeout, attempts), clock);
    }

    private static ClientSettings settings(Duration timeout, int attempts) {
        return new ClientSettings(
                "search-engine",
                URI.create("http://localhost:" + port()),
                Duration.ofSeconds(5),
                timeout,
                attempts,
                null);
    }

    private static int port() {
        return SERVICE.getPort();
    }

    private RemoteFailure failure() {
        return failure(client);
    }

    private static RemoteFailure failure(ServiceClient client) {
        RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, () -> client.get("/say", Answer.class));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVICE.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder problem(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withBody(
                        "{\"type\":\"urn:celeste:problem:%s\",\"title\":\"T\",\"status\":%d,\"detail\":\"D\",\"code\":\"%s\"}"
                                .formatted(code, status, code));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
