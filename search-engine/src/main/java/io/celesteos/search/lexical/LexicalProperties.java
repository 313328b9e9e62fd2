package io.celesteos.search.lexical;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the lexical branch scores. Field weights are BM25F's: a term in a field counts as often as its weight
 * says, and so does its length (Robertson, Zaragoza, Taylor 2004). An index is made with its weights: changed
 * ones rank after the next rebuild.
 *
 * @param k1 BM25 term saturation, 0 to 10; raising it rewards repetition. The defaults were chosen on the training
 *     queries of SciFact, the odd ones of Cranfield and the dev part of the demo queries; see docs/search/lexical.md
 * @param b BM25 length normalisation, 0 to 1; raising it favours short passages
 * @param titleWeight of document title and section headings, 0 to 20; 0 leaves them out
 * @param contentWeight of the text itself, 1 to 20
 * @param metadataWeight of equipment, maker, model and tags, 0 to 20
 * @param codeBoost factor on matched codes, 0 to 50; raising it lets a fault code or part number decide alone
 * @param preferred factor on the score of the kinds of record and document that a query asks for by the way it is
 *     put ("when did", "spare"), 1 to 10; 1 prefers nothing
 * @param besides factor on the score of the kinds that match by the way, above 0 to 1: the row of a machine that a
 *     question mentions, chapters for learning
 * @param exactVectors where at most so many vectors pass yacht and filters, every one is compared, in place of the
 *     graph; 0 to 1,000,000. Raising it misses less and takes longer: at 10,000 more than the graph does
 */
@Validated
@ConfigurationProperties(prefix = "search.lexical", ignoreUnknownFields = false)
public record LexicalProperties(
        @DefaultValue("1.6") @DecimalMin("0") @DecimalMax("10")
        float k1,

        @DefaultValue("0.3") @DecimalMin("0") @DecimalMax("1")
        float b,

        @DefaultValue("2") @Min(0) @Max(20) int titleWeight,
        @DefaultValue("1") @Min(1) @Max(20) int contentWeight,
        @DefaultValue("1") @Min(0) @Max(20) int metadataWeight,

        @DefaultValue("1.5") @DecimalMin("0") @DecimalMax("50")
        float codeBoost,

        @DefaultValue("1.3") @DecimalMin("1") @DecimalMax("10")
        float preferred,

        @DefaultValue("0.75") @DecimalMin("0.01") @DecimalMax("1")
        float besides,

        @DefaultValue("3000") @Min(0) @Max(1_000_000) int exactVectors) {}
