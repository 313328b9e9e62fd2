package io.celesteos.search.rerank;

import io.celesteos.search.retrieval.QueryKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the head of the fused order is scored again.
 *
 * @param method {@code stored}: late interaction with token vectors stored at ingestion; {@code remote}: by the
 *     embedding-service's reranker, a cross-encoder where one is installed; {@code off}
 * @param depth candidates from the top, 1 to 100; what is behind them keeps its place
 * @param limit longest time it may add to a search; then the fused order stands
 * @param model what the embedding-service is asked to score with; null or empty for its own choice. Only with
 *     {@code remote}
 * @param blend how much the rerank score, the fused one and the lexical branch's own count
 */
@Validated
@ConfigurationProperties(prefix = "search.rerank", ignoreUnknownFields = false)
public record RerankProperties(
        @NotNull @DefaultValue("stored") Method method,
        @DefaultValue("20") @Min(1) @Max(100) int depth,
        @NotNull @DefaultValue("500ms") Duration limit,
        @Nullable String model,
        @Valid @DefaultValue Blend blend) {

    /** Who scores. */
    public enum Method {
        STORED,
        REMOTE,
        OFF
    }

    /**
     * By kind of query: 0 (the order before alone: nothing is scored) to 1 (the rerank score alone).
     *
     * @param code for queries that name a code: a model of language knows little of part numbers, and what holds
     *     the very code is first already
     * @param keywords for a few words
     * @param question for natural language
     * @param lexical share of the lexical branch's own score in the rest, 0 to 1; what is left is the fused
     *     score. Ranks do not tell how clear the win was
     * @param records what of its lexical score stands in for a record's missing rerank score, 0 to 1
     */
    public record Blend(
            @DefaultValue("0") @Min(0) @Max(1) double code,
            @DefaultValue("0.3") @Min(0) @Max(1) double keywords,
            @DefaultValue("0.35") @Min(0) @Max(1) double question,
            @DefaultValue("0.9") @Min(0) @Max(1) double lexical,
            @DefaultValue("0.7") @Min(0) @Max(1) double records) {}

    /** Weight of the rerank score for such a query. */
    public double weight(QueryKind kind) {
        return switch (kind) {
            case CODE -> blend.code();
            case KEYWORDS -> blend.keywords();
            case QUESTION -> blend.question();
        };
    }
}
