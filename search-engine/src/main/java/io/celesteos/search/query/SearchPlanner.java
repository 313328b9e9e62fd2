package io.celesteos.search.query;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.fusion.FusionProperties;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.FilterValues;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.UnitVector;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests to plans. Checks what single-field constraints cannot. */
@Component
class SearchPlanner {

    private final QueryAnalyzer analyzer;
    private final FusionProperties fusion;

    SearchPlanner(QueryAnalyzer analyzer, FusionProperties fusion) {
        this.analyzer = analyzer;
        this.fusion = fusion;
    }

    /** @throws ProblemException when the vector cannot be one, both weights are 0, or a facet is unknown */
    SearchPlan plan(SearchRequest request) {
        requireKnown(request.facetsOrNone());
        AnalysedQuery query = analyzer.analyse(request.query());
        SearchType type = request.searchTypeOrDefault();
        FusionWeights weights = weights(request, query);
        if (weights.bm25() == 0 && weights.vector() == 0) {
            throw ProblemException.invalidField("weights", "must not both be 0");
        }
        return new SearchPlan(
                request.yachtId(),
                query,
                type,
                request.topKOrDefault(),
                request.rerankOrDefault(),
                request.filtersOrNone(),
                weights,
                request.rrfK() == null ? fusion.k() : request.rrfK(),
                fusion.records(query.kind()),
                request.minScore() == null ? 0 : request.minScore(),
                vector(request.queryEmbedding()),
                Boolean.TRUE.equals(request.explain()),
                weights.bm25() > 0,
                weights.vector() > 0);
    }

    /**
     * The plan once it is known that what was asked for comes newest first: the vector branch, which knows no
     * dates, fills up and overturns nothing, as with codes. The caller's own weights stand.
     */
    SearchPlan byDate(SearchPlan plan, SearchRequest request) {
        return plan.type() != SearchType.HYBRID || request.weights() != null
                ? plan
                : plan.weighing(fusion.weights(QueryKind.CODE), fusion.records(QueryKind.CODE));
    }

    /** @throws ProblemException naming what can be counted */
    private static void requireKnown(List<String> facets) {
        for (String name : facets) {
            if (!FilterValues.FROM_METADATA.contains(name)) {
                throw ProblemException.invalidField(
                        "facets", "must be out of " + String.join(", ", FilterValues.FROM_METADATA));
            }
        }
    }

    /** A search of one branch is that branch's own order. */
    private FusionWeights weights(SearchRequest request, AnalysedQuery query) {
        return switch (request.searchTypeOrDefault()) {
            case BM25 -> new FusionWeights(1, 0);
            case VECTOR -> new FusionWeights(0, 1);
            case HYBRID -> request.weights() == null ? fusion.weights(query.kind()) : request.weights();
        };
    }

    /**
     * Which space a yacht is searched in is known with its index only.
     *
     * @throws ProblemException when the caller's own vector has another length
     */
    static void requireOf(EmbeddingSpace space, SearchPlan plan) {
        UnitVector given = plan.given();
        if (given != null && given.dimensions() != space.dimensions()) {
            throw ProblemException.invalidField(
                    "query_embedding",
                    "must have " + space.dimensions() + " numbers, the dimensions of " + space.model() + ", not "
                            + given.dimensions());
        }
    }

    private static @Nullable UnitVector vector(@Nullable List<Float> given) {
        if (given == null) {
            return null;
        }
        if (given.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.invalidField("query_embedding", "must hold numbers only");
        }
        try {
            return UnitVector.of(given);
        } catch (IllegalArgumentException unusable) {
            throw ProblemException.invalidField("query_embedding", String.valueOf(unusable.getMessage()));
        }
    }
}
