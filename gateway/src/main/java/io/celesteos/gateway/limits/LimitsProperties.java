package io.celesteos.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Token buckets: a full one lets {@code burst} units through at once, and fills again at {@code perSecond}. The
 * defaults stop a program that has run wild and not a busy yacht: they lie above what two cores can answer.
 *
 * @param enabled false counts nothing and sends no headers
 * @param yacht what all credentials of a yacht may ask together
 * @param key what one credential may ask: an API key, a user, or the yacht's own signature
 * @param cost what a request takes out of both
 * @param maxCounted buckets counted in this process while Redis is away, 100 to 10,000,000; about 200 bytes each. A
 *     bucket that is pushed out begins anew, full
 */
@Validated
@ConfigurationProperties(prefix = "gateway.limits", ignoreUnknownFields = false)
public record LimitsProperties(
        @DefaultValue("true") boolean enabled,
        @Valid @NotNull @DefaultValue YachtBucket yacht,
        @Valid @NotNull @DefaultValue KeyBucket key,
        @Valid @NotNull @DefaultValue Costs cost,
        @Min(100) @Max(10_000_000) @DefaultValue("100000") int maxCounted) {

    /**
     * @param perSecond units that come back each second, 0.01 to 1,000,000
     * @param burst units of a full bucket, 1 to 10,000,000
     */
    public record YachtBucket(
            @DecimalMin("0.01") @DecimalMax("1000000") @DefaultValue("1000")
            double perSecond,

            @Min(1) @Max(10_000_000) @DefaultValue("10000") long burst) {}

    /**
     * @param perSecond units that come back each second, 0.01 to 1,000,000
     * @param burst units of a full bucket, 1 to 10,000,000
     */
    public record KeyBucket(
            @DecimalMin("0.01") @DecimalMax("1000000") @DefaultValue("1000")
            double perSecond,

            @Min(1) @Max(10_000_000) @DefaultValue("5000") long burst) {}

    /**
     * Units of a request, by what it makes the suite do. A request that costs more than a bucket holds costs the
     * whole bucket, so that a small bucket makes it rare and not impossible.
     *
     * @param request search, extraction, and everything not named below
     * @param embedPart one more for each started part of a body of texts (embedding, reranking, batches): about the
     *     length of a passage
     * @param answer an answer of a language model, streamed or not
     * @param write a write of documents or jobs
     * @param writePart one more for each started part of what is written
     */
    public record Costs(
            @Min(0) @Max(100_000) @DefaultValue("1") int request,
            @NotNull @DefaultValue("2KB") DataSize embedPart,
            @Min(0) @Max(100_000) @DefaultValue("5") int answer,
            @Min(0) @Max(100_000) @DefaultValue("5") int write,
            @NotNull @DefaultValue("1MB") DataSize writePart) {

        public Costs {
            if (embedPart.toBytes() < 1 || writePart.toBytes() < 1) {
                throw new IllegalArgumentException(
                        "gateway.limits.cost: embed-part %s and write-part %s must be above 0"
                                .formatted(embedPart, writePart));
            }
        }
    }
}
