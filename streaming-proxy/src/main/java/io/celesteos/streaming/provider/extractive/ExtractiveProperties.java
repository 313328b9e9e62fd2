package io.celesteos.streaming.provider.extractive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long an extractive answer may get.
 *
 * @param passages best hits that are read, 1 to 50; more find rarer facts and more that is beside the point
 * @param minSentences quoted even when the second best is far behind the best, 1 to 10
 * @param maxSentences quoted at most, 1 to 10
 */
@Validated
@ConfigurationProperties(prefix = "streaming.extractive", ignoreUnknownFields = false)
record ExtractiveProperties(
        @DefaultValue("8") @Min(1) @Max(50) int passages,
        @DefaultValue("2") @Min(1) @Max(10) int minSentences,
        @DefaultValue("4") @Min(1) @Max(10) int maxSentences) {

    ExtractiveProperties {
        if (minSentences > maxSentences) {
            throw new IllegalArgumentException("streaming.extractive.min-sentences (" + minSentences
                    + ") must not be above max-sentences (" + maxSentences + ")");
        }
    }
}
