package io.celesteos.streaming.websocket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one socket may ask of us.
 *
 * @param maxFrame largest frame that is read; a larger one closes the socket (1009). A query of 2,000 characters
 *     needs 12 KB at worst
 * @param framesPerSecond frames one socket may send in a second, 1 to 10,000; one that sends more is closed (1008)
 * @param maxQueries queries in work at once on one socket, 1 to 100; one more is refused with an error frame
 * @param maxSockets sockets open at once, 1 to 100,000; one more is closed (1013) as it opens
 * @param maxSocketsPerYacht the same for one yacht, where the address names it, as the gateway's does
 * @param pingEvery pause between two pings; a socket that has not answered the last one by the next is closed, so
 *     that raising it keeps dead sockets longer
 * @param idleTimeout a socket that has no query in work and sends no frame for that long is closed (1001)
 * @param maxLifetime a socket older than that is closed (1001) once nothing is in work on it, or a minute later in any
 *     case: whoever opened it has to show a credential again. Raising it lets a lost credential be used for longer
 * @param sendTimeout longest time one frame may take to leave; a slower reader is closed
 * @param sendBuffer frames kept for a slow reader; one that falls further behind is closed
 */
@Validated
@ConfigurationProperties(prefix = "streaming.socket", ignoreUnknownFields = false)
record SocketProperties(
        @NotNull @DefaultValue("16KB") DataSize maxFrame,
        @DefaultValue("20") @Min(1) @Max(10_000) int framesPerSecond,
        @DefaultValue("4") @Min(1) @Max(100) int maxQueries,
        @DefaultValue("500") @Min(1) @Max(100_000) int maxSockets,
        @DefaultValue("50") @Min(1) @Max(100_000) int maxSocketsPerYacht,
        @NotNull @DefaultValue("20s") Duration pingEvery,
        @NotNull @DefaultValue("5m") Duration idleTimeout,
        @NotNull @DefaultValue("1h") Duration maxLifetime,
        @NotNull @DefaultValue("10s") Duration sendTimeout,
        @NotNull @DefaultValue("512KB") DataSize sendBuffer) {

    SocketProperties {
        if (Stream.of(pingEvery, idleTimeout, maxLifetime, sendTimeout).anyMatch(time -> time.toMillis() < 1)) {
            throw new IllegalArgumentException("streaming.socket.ping-every (" + pingEvery + "), idle-timeout ("
                    + idleTimeout + "), max-lifetime (" + maxLifetime + ") and send-timeout (" + sendTimeout
                    + ") must be 1 ms or more");
        }
    }
}
