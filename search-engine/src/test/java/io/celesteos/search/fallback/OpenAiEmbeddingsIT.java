package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.search.fallback.FakeOpenAi.Mode;
import io.celesteos.search.fallback.FallbackEmbeddingProperties.Encoding;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiEmbeddingsIT {

    private static final FakeOpenAi PROVIDER = new FakeOpenAi();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void up() {
        PROVIDER.mode = Mode.UP;
        PROVIDER.retryAfter = "1";
        PROVIDER.requests.clear();
    }

    @AfterAll
    static void end() {
        PROVIDER.close();
        HTTP.close();
    }

    @ParameterizedTest
    @CsvSource({"UP, BASE64", "UP, FLOAT", "FLOATS_ALWAYS, BASE64", "SHUFFLED, BASE64", "SHUFFLED, FLOAT"})
    void eachTextGetsItsVectorHoweverItComes(Mode mode, Encoding encoding) {
        PROVIDER.mode = mode;

        PaidEmbedder.Answer answer = embeddings(encoding).embed(List.of("bilge pump", "oil filter"), LONG);

        assertThat(answer.vectors()).hasSize(2);
        assertThat(answer.vectors().get(0).cosine(UnitVector.of(FakeOpenAi.vector("bilge pump", 16))))
                .isCloseTo(1, within(1e-5));
        assertThat(answer.vectors().get(1).cosine(UnitVector.of(FakeOpenAi.vector("oil filter", 16))))
                .isCloseTo(1, within(1e-5));
        assertThat(answer.tokens()).isEqualTo(10);
        assertThat(meters.counter("search.fallback.tokens", "use", "query").count())
                .isEqualTo(10);
        assertThat(meters.counter("search.fallback.cost.usd", "use", "query").count())
                .isCloseTo(2e-7, within(1e-12));
    }

    @Test
    void theRequestIsAsTheProviderDefinesIt() {
        embeddings(Encoding.BASE64).embed(List.of("oil"), LONG);

        assertThat(PROVIDER.requests.getFirst().toString())
                .isEqualTo("{\"model\":\"text-embedding-3-small\",\"input\":[\"oil\"],\"encoding_format\":\"base64\","
                        + "\"dimensions\":16}");
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, unauthorized, false",
        "LIMITED, limited, false",
        "FAILING, failed, false",
        "WRONG_DIMENSIONS, unusable, false",
        "WRONG_COUNT, unusable, false",
        "SAME_INDEX, unusable, false",
        "NOT_A_VECTOR, unusable, false",
        "NOT_JSON, unusable, false",
        "WRONG_PARAMETER, misconfigured, false"
    })
    void whatIsNoAnswerIsToldWithoutTheKeyAndTheText(Mode mode, String outcome, boolean refused) {
        PROVIDER.mode = mode;
        OpenAiEmbeddings embeddings = embeddings(Encoding.BASE64);

        EmbeddingUnavailableException failure = failure(embeddings, "secret passage", LONG);

        assertThat(failure.refused()).isEqualTo(refused);
        assertThat(embeddings.lastOutcome()).isEqualTo(outcome);
        assertThat(everythingSaid(failure)).doesNotContain(FakeOpenAi.KEY, "secret", "Incorrect", "org-1");
        assertThat(meters.counter("search.fallback.requests", "use", "query", "outcome", outcome)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aTextThatIsRefusedIsToldApart() {
        EmbeddingUnavailableException failure = failure(embeddings(Encoding.BASE64), FakeOpenAi.REFUSED, LONG);

        assertThat(failure.refused()).isTrue();
        assertThat(everythingSaid(failure)).doesNotContain(FakeOpenAi.REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                             | 7
            0.4                           | 1
            Thu, 01 Jan 2026 00:00:30 GMT | 30
            Wed, 31 Dec 2025 00:00:30 GMT | 0
            999999                        | 3600
            -5                            | 0
            soon                          | 0
            """)
    void theProviderSaysWhenToComeAgain(String header, long seconds) {
        PROVIDER.mode = Mode.LIMITED;
        PROVIDER.retryAfter = header;

        assertThat(failure(embeddings(Encoding.BASE64), "oil", LONG).retryAfter())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aProviderThatHangsCostsTheLimitAndNoMore() {
        PROVIDER.mode = Mode.HANGING;
        OpenAiEmbeddings embeddings = embeddings(Encoding.BASE64);

        failure(embeddings, "oil", Duration.ofMillis(50));

        assertThat(embeddings.lastOutcome()).isIn("late", "unreachable");
    }

    @Test
    void nobodyThereIsNoAnswer() {
        OpenAiEmbeddings nowhere = new OpenAiEmbeddings(
                Settings.at("http://127.0.0.1:1/v1", 16, Encoding.BASE64), "query", HTTP, meters, CLOCK);

        EmbeddingUnavailableException failure = failure(nowhere, "oil", LONG);

        assertThat(nowhere.lastOutcome()).isEqualTo("unreachable");
        assertThat(everythingSaid(failure)).doesNotContain(FakeOpenAi.KEY);
    }

    private EmbeddingUnavailableException failure(OpenAiEmbeddings embeddings, String text, Duration limit) {
        EmbeddingUnavailableException failure = catchThrowableOfType(
                EmbeddingUnavailableException.class, () -> embeddings.embed(List.of(text, "other"), limit));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static String everythingSaid(Throwable failure) {
        StringWriter said = new StringWriter();
        failure.printStackTrace(new PrintWriter(said));
        return said.toString();
    }

    private OpenAiEmbeddings embeddings(Encoding encoding) {
        return new OpenAiEmbeddings(Settings.at(PROVIDER.url(), 16, encoding), "query", HTTP, meters, CLOCK);
    }
}
