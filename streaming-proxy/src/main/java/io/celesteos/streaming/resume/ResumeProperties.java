package io.celesteos.streaming.resume;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept of streams for callers who reconnect.
 *
 * @param keepFor how long events can be asked for again
 * @param grace how long a run goes on for nobody when its caller asked for {@code resume=true}; others end at
 *     once. Raising it spends more on callers who never come back
 * @param maxMemory events of all streams kept in this process; the oldest streams are forgotten first
 * @param maxStream events of one stream; a longer one cannot be resumed
 * @param redisUrl {@code redis://[:password@]host:port[/db]} or {@code rediss://}, for reconnects that another
 *     instance serves; empty or null for memory alone
 * @param redisTimeout longest a reconnect waits for Redis
 * @param redisPause how long Redis is left alone after it was slow or gone
 */
@Validated
@ConfigurationProperties(prefix = "streaming.resume", ignoreUnknownFields = false)
record ResumeProperties(
        @NotNull @DefaultValue("5m") Duration keepFor,
        @NotNull @DefaultValue("10s") Duration grace,
        @NotNull @DefaultValue("32MB") DataSize maxMemory,
        @NotNull @DefaultValue("1MB") DataSize maxStream,
        @Nullable String redisUrl,
        @NotNull @DefaultValue("20ms") Duration redisTimeout,
        @NotNull @DefaultValue("5s") Duration redisPause) {

    ResumeProperties {
        if (keepFor.toMillis() < 1 || redisTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("streaming.resume.keep-for (" + keepFor + ") and redis-timeout ("
                    + redisTimeout + ") must be 1 ms or more");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("streaming.resume.grace (" + grace + ") must not be negative");
        }
    }

    /** Without the address, which may hold a password. */
    @Override
    public String toString() {
        return "ResumeProperties[keepFor=" + keepFor + ", grace=" + grace + ", maxMemory=" + maxMemory + "]";
    }
}
