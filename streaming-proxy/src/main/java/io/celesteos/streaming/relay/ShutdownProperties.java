package io.celesteos.streaming.relay;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How streams end when the service does.
 *
 * @param drain time that streams in work are given to end by themselves; then they end with a {@code
 *     shutting_down} event. Zero or more, below {@code spring.lifecycle.timeout-per-shutdown-phase}
 */
@Validated
@ConfigurationProperties(prefix = "streaming.shutdown", ignoreUnknownFields = false)
record ShutdownProperties(@NotNull @DefaultValue("3s") Duration drain) {

    ShutdownProperties {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("streaming.shutdown.drain (" + drain + ") must not be negative");
        }
    }
}
