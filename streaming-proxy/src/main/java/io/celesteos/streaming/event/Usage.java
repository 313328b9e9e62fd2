package io.celesteos.streaming.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an answer took.
 *
 * @param provider its name in the configuration
 * @param costUsd left out where no prices are configured
 * @param estimated whether a count is ours and not the provider's, as after a stream that was cut
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
        String provider,
        String model,
        @JsonProperty("input_tokens") long inputTokens,
        @JsonProperty("output_tokens") long outputTokens,
        @JsonProperty("cost_usd") @Nullable BigDecimal costUsd,
        boolean estimated) {}
