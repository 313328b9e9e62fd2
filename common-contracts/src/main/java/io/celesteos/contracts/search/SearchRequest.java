package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/search}. What is null takes its documented default.
 *
 * @param topK 1 to 100, default 10
 * @param rerank default true
 * @param rrfK rank constant of the fusion, 1 to 1,000, default 60
 * @param minScore hits below it are left out, 0 to 1
 * @param queryEmbedding vector of the query in the yacht's embedding space; spares the embedding call
 * @param explain adds every score and rank to the answer
 * @param facets filters whose values are to be counted over all that matches, by their wire names
 * @param pageToken {@code next_page_token} of the page before; all else but {@code top_k}, {@code explain} and
 *     {@code facets} must be as it was there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchRequest(
        @QueryText String query,

        @JsonProperty("yacht_id") @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @JsonProperty("search_type") @Nullable SearchType searchType,
        @JsonProperty("top_k") @Nullable @Min(1) @Max(100) Integer topK,
        @Nullable Boolean rerank,
        @Nullable @Valid SearchFilters filters,
        @Nullable @Valid FusionWeights weights,
        @JsonProperty("rrf_k") @Nullable @Min(1) @Max(1000) Integer rrfK,

        @JsonProperty("min_score") @Nullable @DecimalMin("0") @DecimalMax("1")
        Double minScore,

        @JsonProperty("query_embedding") @Nullable @Size(min = 1, max = 4096)
        List<Float> queryEmbedding,

        @Nullable Boolean explain,
        @Nullable @Size(max = 20) List<@NotBlank @Size(max = 50) String> facets,

        @JsonProperty("page_token") @Nullable @Size(min = 1, max = 200)
        String pageToken) {

    /** A search without facets, first page. */
    public SearchRequest(
            String query,
            YachtId yachtId,
            @Nullable SearchType searchType,
            @Nullable Integer topK,
            @Nullable Boolean rerank,
            @Nullable SearchFilters filters,
            @Nullable FusionWeights weights,
            @Nullable Integer rrfK,
            @Nullable Double minScore,
            @Nullable List<Float> queryEmbedding,
            @Nullable Boolean explain) {
        this(
                query,
                yachtId,
                searchType,
                topK,
                rerank,
                filters,
                weights,
                rrfK,
                minScore,
                queryEmbedding,
                explain,
                null,
                null);
    }

    /** A plain hybrid search. */
    public static SearchRequest of(String query, YachtId yachtId, int topK) {
        return new SearchRequest(query, yachtId, null, topK, null, null, null, null, null, null, null);
    }

    public SearchType searchTypeOrDefault() {
        return searchType == null ? SearchType.HYBRID : searchType;
    }

    public int topKOrDefault() {
        return topK == null ? 10 : topK;
    }

    public boolean rerankOrDefault() {
        return rerank == null || rerank;
    }

    public List<String> facetsOrNone() {
        return facets == null ? List.of() : facets.stream().distinct().toList();
    }

    /** The same search without what only decides how much of its answer is shown. */
    public SearchRequest unpaged() {
        return new SearchRequest(
                query, yachtId, searchType, null, rerank, filters, weights, rrfK, minScore, queryEmbedding, null);
    }

    public SearchFilters filtersOrNone() {
        return filters == null ? SearchFilters.none() : filters;
    }
}
