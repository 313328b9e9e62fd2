package io.celesteos.search.fusion;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.search.retrieval.QueryKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the branches are joined; a request may give {@code k} and the weights itself.
 *
 * @param k rank constant, 1 to 1,000; raising it lets the lower ranks count more. 60 is the value of Cormack,
 *     Clarke and Buettcher, SIGIR 2009
 * @param code for queries that name a code: vectors know little of part numbers. The default weight lets them
 *     fill up and order what is equal, and never overturn two neighbours at the top: {@code w / 61 < 1 / 61 -
 *     1 / 62}
 * @param keywords for a few words
 * @param question for natural language
 */
@Validated
@ConfigurationProperties(prefix = "search.fusion", ignoreUnknownFields = false)
public record FusionProperties(
        @DefaultValue("60") @Min(1) @Max(1000) int k,
        @Valid @DefaultValue Code code,
        @Valid @DefaultValue Keywords keywords,
        @Valid @DefaultValue Question question) {

    public FusionWeights weights(QueryKind kind) {
        return switch (kind) {
            case CODE -> new FusionWeights(code.bm25(), code.vector());
            case KEYWORDS -> new FusionWeights(keywords.bm25(), keywords.vector());
            case QUESTION -> new FusionWeights(question.bm25(), question.vector());
        };
    }

    /** See {@link ReciprocalRankFusion}: what of the vector weight goes to records, 0 to 1. */
    public double records(QueryKind kind) {
        return switch (kind) {
            case CODE -> code.records();
            case KEYWORDS -> keywords.records();
            case QUESTION -> question.records();
        };
    }

    /** Weights 0 to 10; {@code records} 0 to 1, raising it shows records above passages. */
    public record Code(
            @DefaultValue("1") @Min(0) @Max(10) double bm25,
            @DefaultValue("0.015") @Min(0) @Max(10) double vector,
            @DefaultValue("1") @Min(0) @Max(1) double records) {}

    /** Weights 0 to 10; {@code records} 0 to 1, raising it shows records above passages. */
    public record Keywords(
            @DefaultValue("1") @Min(0) @Max(10) double bm25,
            @DefaultValue("1") @Min(0) @Max(10) double vector,
            @DefaultValue("0.8") @Min(0) @Max(1) double records) {}

    /** Weights 0 to 10; {@code records} 0 to 1, raising it shows records above passages. */
    public record Question(
            @DefaultValue("1") @Min(0) @Max(10) double bm25,
            @DefaultValue("1") @Min(0) @Max(10) double vector,
            @DefaultValue("0.5") @Min(0) @Max(1) double records) {}
}
