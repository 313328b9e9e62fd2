package io.celesteos.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.celesteos.contracts.answer.WebhookRequest;
import io.celesteos.contracts.answer.WebhookResponse;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.ModelsResponse;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.health.HealthReport;
import io.celesteos.contracts.knowledge.KnowledgeRequest;
import io.celesteos.contracts.knowledge.KnowledgeResponse;
import io.celesteos.contracts.knowledge.KnowledgeStats;
import io.celesteos.contracts.knowledge.ReloadAccepted;
import io.celesteos.contracts.knowledge.ReloadReport;
import io.celesteos.contracts.nlp.ExtractBatchRequest;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.streaming.StreamEventType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import jakarta.validation.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The example documents are the contract: each is read and written back without losing or adding a field. */
class WireExamplesTests {

    private static final String YACHT = "00000000-0000-4000-8000-000000000001";
    private final JsonMapper json = JsonStrictness.mapper();

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void examplesSurviveTheRoundTrip(String name, Class<?> type) throws IOException {
        String example = example(name);

        Object read = json.readValue(example, type);

        assertThat(json.readTree(json.writeValueAsString(read))).isEqualTo(json.readTree(example));
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                arguments("search-request", SearchRequest.class),
                arguments("search-response", SearchResponse.class),
                arguments("embed-request", EmbedRequest.class),
                arguments("embed-response", EmbedResponse.class),
                arguments("models-response", ModelsResponse.class),
                arguments("rerank-request", RerankRequest.class),
                arguments("rerank-response", RerankResponse.class),
                arguments("token-embeddings-request", TokenEmbeddingsRequest.class),
                arguments("token-embeddings-response", TokenEmbeddingsResponse.class),
                arguments("extract-request", ExtractRequest.class),
                arguments("extract-response", ExtractResponse.class),
                arguments("webhook-request", WebhookRequest.class),
                arguments("webhook-response", WebhookResponse.class),
                arguments("documents-accepted", DocumentsAccepted.class),
                arguments("job-report", JobReport.class),
                arguments("health-report", HealthReport.class),
                arguments("knowledge-request", KnowledgeRequest.class),
                arguments("knowledge-response", KnowledgeResponse.class),
                arguments("knowledge-stats", KnowledgeStats.class),
                arguments("reload-accepted", ReloadAccepted.class),
                arguments("reload-report", ReloadReport.class),
                arguments("problem", Problem.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void exampleRequestsAreValid(String name, Class<?> type) throws IOException {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(json.readValue(example(name), type)))
                    .isEmpty();
        }
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("search-request", SearchRequest.class),
                arguments("knowledge-request", KnowledgeRequest.class),
                arguments("embed-request", EmbedRequest.class),
                arguments("rerank-request", RerankRequest.class),
                arguments("token-embeddings-request", TokenEmbeddingsRequest.class),
                arguments("extract-request", ExtractRequest.class),
                arguments("webhook-request", WebhookRequest.class));
    }

    @Test
    void aSearchTakesTheDocumentedDefaults() {
        SearchRequest request = json.readValue("{\"query\":\"a\",\"yacht_id\":\"" + YACHT + "\"}", SearchRequest.class);

        assertThat(request.searchTypeOrDefault()).isEqualTo(SearchType.HYBRID);
        assertThat(request.topKOrDefault()).isEqualTo(10);
        assertThat(request.rerankOrDefault()).isTrue();
        assertThat(request.filtersOrNone()).isEqualTo(SearchFilters.none());
        assertThat(request)
                .isEqualTo(new SearchRequest(
                        "a", YachtId.of(YACHT), null, null, null, null, null, null, null, null, null));
    }

    @Test
    void aFilterOfTheKnowledgeBaseIsOneValueOrSeveral() {
        KnowledgeRequest request = json.readValue(
                "{\"query\":\"a\",\"filters\":{\"topic\":\"safety\",\"source\":[\"a\",\"b\"]}}",
                KnowledgeRequest.class);

        assertThat(request.filtersOrNone().topic()).containsExactly("safety");
        assertThat(request.filtersOrNone().source()).containsExactly("a", "b");
        assertThat(request.topKOrDefault()).isEqualTo(5);
        assertThat(request.collectionOrDefault()).isEqualTo("default");
        assertThat(request.yachtId()).isNull();
    }

    @Test
    void whatASearchAsksForIsTaken() throws IOException {
        SearchRequest request = json.readValue(example("search-request"), SearchRequest.class);

        assertThat(request.topKOrDefault()).isEqualTo(25);
        assertThat(request.rerankOrDefault()).isFalse();
        assertThat(request.searchTypeOrDefault()).isEqualTo(SearchType.BM25);
        assertThat(request.filtersOrNone().values())
                .containsEntry("equipment_type", List.of("generator"))
                .doesNotContainKey("tags");
    }

    @Test
    void aHitWithoutATitleHasAnEmptyOne() throws IOException {
        var hit = json.readValue(example("search-response"), SearchResponse.class)
                .results()
                .getFirst();

        assertThat(hit.title()).isEqualTo("CAT 3512B operation manual");
        assertThat(json.readValue(
                                "{\"id\":\"" + YACHT
                                        + "\",\"type\":\"part\",\"content\":\"\",\"snippet\":\"\",\"score\":0.1,"
                                        + "\"scores\":{},\"metadata\":{},\"highlights\":[]}",
                                io.celesteos.contracts.search.SearchHit.class)
                        .title())
                .isEmpty();
    }

    @Test
    void theBatchAndTheSubmissionAreRead() {
        assertThat(json.readValue("{\"texts\":[\"a\",\"b\"],\"extract\":[\"fault_codes\"]}", ExtractBatchRequest.class)
                        .texts())
                .containsExactly("a", "b");
        assertThat(json.readValue(
                                "{\"yacht_id\":\"" + YACHT
                                        + "\",\"title\":\"T\",\"text\":\"x\",\"metadata\":{\"tags\":[\"a\"]}}",
                                DocumentSubmission.class)
                        .metadata())
                .containsEntry("tags", List.of("a"));
    }

    @ParameterizedTest
    @EnumSource(Degradation.class)
    void degradationsAreReadBackFromTheirWireName(Degradation degradation) {
        assertThat(json.readValue('"' + degradation.wireName() + '"', Degradation.class))
                .isEqualTo(degradation);
    }

    @ParameterizedTest
    @EnumSource(StreamEventType.class)
    void streamEventsAreReadBackFromTheirWireName(StreamEventType type) {
        assertThat(json.readValue('"' + type.wireName() + '"', StreamEventType.class))
                .isEqualTo(type);
    }

    private static String example(String name) throws IOException {
        try (InputStream file = WireExamplesTests.class.getResourceAsStream("/examples/" + name + ".json")) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
