package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.fusion.FusionProperties;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPlannerTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final Vocabulary VOCABULARY = Vocabulary.bundled();

    private final SearchPlanner planner = new SearchPlanner(
            new QueryAnalyzer(new TextTerms(new MaritimeAnalyzer(VOCABULARY)), new CodeExtractor(VOCABULARY)),
            new FusionProperties(
                    60,
                    new FusionProperties.Code(1, 0.4, 1),
                    new FusionProperties.Keywords(1, 0.9, 1),
                    new FusionProperties.Question(0.8, 1, 0.5)));

    @Test
    void theWeightsFollowTheKindOfQuery() {
        assertThat(plan("E047", null, null, null).weights()).isEqualTo(new FusionWeights(1, 0.4));
        assertThat(plan("oil leak", null, null, null).weights()).isEqualTo(new FusionWeights(1, 0.9));
        assertThat(plan("why is there oil?", null, null, null).weights()).isEqualTo(new FusionWeights(0.8, 1));
        assertThat(plan("E047", null, new FusionWeights(3, 2), null).weights()).isEqualTo(new FusionWeights(3, 2));
    }

    @Test
    void aSilencedBranchDoesNotRun() {
        SearchPlan plan = plan("oil", SearchType.HYBRID, new FusionWeights(1, 0), null);

        assertThat(plan.lexical()).isTrue();
        assertThat(plan.vector()).isFalse();
        assertThat(plan("oil", SearchType.VECTOR, null, null).lexical()).isFalse();
        assertThat(plan("oil", SearchType.BM25, null, null).vector()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 1024})
    void aVectorOfAnotherLengthThanTheYachtsSpaceIsRefused(int length) {
        EmbeddingSpace space = new EmbeddingSpace("s", "m", 3);
        SearchPlanner.requireOf(space, plan("oil", null, null, null));
        SearchPlanner.requireOf(space, plan("oil", null, null, List.of(1f, 0f, 0f)));

        SearchPlan other = plan("oil", null, null, Collections.nCopies(length, 1f));
        assertThatThrownBy(() -> SearchPlanner.requireOf(space, other))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .singleElement()
                                .satisfies(each -> assertThat(each.field()).isEqualTo("query_embedding")));
    }

    static Stream<Arguments> wrongVectors() {
        return Stream.of(
                Arguments.of(List.of(0f, 0f, 0f)),
                Arguments.of(List.of(Float.NaN, 1f, 1f)),
                Arguments.of(List.of(Float.NEGATIVE_INFINITY, 1f, 1f)),
                Arguments.of(Arrays.asList(1f, null, 1f)));
    }

    @ParameterizedTest
    @MethodSource("wrongVectors")
    void whatIsNoVectorIsRefused(List<Float> vector) {
        assertThatThrownBy(() -> plan("oil", null, null, vector))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .singleElement()
                                .satisfies(each -> assertThat(each.field()).isEqualTo("query_embedding")));
    }

    @Test
    void whatComesNewestFirstIsNotOverturnedByVectorsUnlessTheCallerWeighs() {
        SearchRequest asked = SearchRequest.of("last fault on generator 2", YACHT, 5);

        assertThat(planner.byDate(planner.plan(asked), asked).weights()).isEqualTo(new FusionWeights(1, 0.4));
        assertThat(planner.byDate(planner.plan(asked), asked).records()).isEqualTo(1);

        SearchRequest weighed = new SearchRequest(
                "last fault", YACHT, null, null, null, null, new FusionWeights(1, 2), null, null, null, null);
        assertThat(planner.byDate(planner.plan(weighed), weighed).weights()).isEqualTo(new FusionWeights(1, 2));
        SearchRequest words =
                new SearchRequest("last fault", YACHT, SearchType.BM25, null, null, null, null, null, null, null, null);
        assertThat(planner.byDate(planner.plan(words), words).weights()).isEqualTo(new FusionWeights(1, 0));
    }

    @Test
    void onlyFiltersCanBeCounted() {
        for (String unknown : List.of("yacht_id", "document_id", "date_range", "Tags", "")) {
            SearchRequest request = new SearchRequest(
                    "oil", YACHT, null, null, null, null, null, null, null, null, null, List.of("tags", unknown), null);

            assertThatThrownBy(() -> planner.plan(request))
                    .as(unknown)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.errors().getFirst().field())
                                    .isEqualTo("facets"));
        }
    }

    @Test
    void twoSilencedBranchesAreRefused() {
        assertThatThrownBy(() -> plan("oil", null, new FusionWeights(0, 0), null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("weights");
    }

    private SearchPlan plan(
            String query, @Nullable SearchType type, @Nullable FusionWeights weights, @Nullable List<Float> embedding) {
        return planner.plan(
                new SearchRequest(query, YACHT, type, null, null, null, weights, null, null, embedding, null));
    }
}
