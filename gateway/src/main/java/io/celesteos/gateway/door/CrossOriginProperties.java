package io.celesteos.gateway.door;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which other sites' pages may read answers.
 *
 * @param origins exact origins such as {@code https://app.example.com}; empty allows none. There is no wildcard:
 *     a page that may read answers can also try signatures from its visitors' machines
 * @param maxAge how long a browser may remember the answer to a preflight; raising it delays a change here
 */
@Validated
@ConfigurationProperties(prefix = "gateway.cross-origin", ignoreUnknownFields = false)
public record CrossOriginProperties(
        @DefaultValue
        List<@Pattern(regexp = "https?://[^/*\\s]+", message = "must be like https://app.example.com") String> origins,

        @NotNull @DefaultValue("10m") Duration maxAge) {

    public CrossOriginProperties {
        origins = List.copyOf(origins);
    }
}
