package io.celesteos.gateway.idempotency;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code Idempotency-Key}.
 *
 * @param keep how long an answer is given again; the same key is a new request after that
 * @param claimFor how long a request may take before another with its key is let through; longer than any upload
 * @param maxAnswer answers above this are not kept: the same key is then refused, and not done twice
 * @param maxBody longest body that is compared with the first one's
 * @param memory for answers kept in this process, where there is no Redis or it is away
 */
@Validated
@ConfigurationProperties(prefix = "gateway.idempotency", ignoreUnknownFields = false)
public record IdempotencyProperties(
        @NotNull @DefaultValue("24h") Duration keep,
        @NotNull @DefaultValue("5m") Duration claimFor,
        @NotNull @DefaultValue("64KB") DataSize maxAnswer,
        @NotNull @DefaultValue("64MB") DataSize maxBody,
        @NotNull @DefaultValue("16MB") DataSize memory) {

    public IdempotencyProperties {
        if (claimFor.compareTo(keep) > 0 || !claimFor.isPositive()) {
            throw new IllegalArgumentException(
                    "gateway.idempotency: claim-for %s must be above zero and not above keep %s"
                            .formatted(claimFor, keep));
        }
    }
}
