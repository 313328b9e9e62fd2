package io.celesteos.contracts.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /rag/query}. What is null takes its documented default.
 *
 * @param yachtId whose own files are searched beside the shared ones; null: the shared ones alone
 * @param collection default {@code default}
 * @param topK 1 to 20, default 5
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnowledgeRequest(
        @QueryText String query,
        @JsonProperty("yacht_id") @Nullable YachtId yachtId,

        @Nullable
        @Pattern(
                regexp = KnowledgeShelf.COLLECTION_PATTERN,
                message = "must be 1 to 40 lower-case letters, digits, - and _")
        String collection,

        @JsonProperty("top_k") @Nullable @Min(1) @Max(20) Integer topK,
        @Nullable @Valid KnowledgeFilters filters) {

    public static KnowledgeRequest of(String query, @Nullable YachtId yacht, int topK) {
        return new KnowledgeRequest(query, yacht, null, topK, null);
    }

    public String collectionOrDefault() {
        return collection == null ? KnowledgeShelf.DEFAULT_COLLECTION : collection;
    }

    public int topKOrDefault() {
        return topK == null ? 5 : topK;
    }

    public KnowledgeFilters filtersOrNone() {
        return filters == null ? KnowledgeFilters.none() : filters;
    }
}
