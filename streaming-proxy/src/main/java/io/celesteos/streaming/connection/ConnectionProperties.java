package io.celesteos.streaming.connection;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the callers' connections, {@code streaming.connection.*}.
 *
 * @param stalledWrite how long a write may be stuck on a caller that takes nothing, 1 ms or more; then its stream is
 *     closed. Raising it keeps streams for callers that are gone
 */
@Validated
@ConfigurationProperties(prefix = "streaming.connection", ignoreUnknownFields = false)
record ConnectionProperties(@NotNull @DefaultValue("20s") Duration stalledWrite) {

    ConnectionProperties {
        if (stalledWrite.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "streaming.connection.stalled-write (" + stalledWrite + ") must be 1 ms or more");
        }
    }
}
