package io.celesteos.streaming.relay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a stream is kept going.
 *
 * @param heartbeat longest silence towards the caller; raising it above the idle limit of a proxy on the way
 *     gets quiet streams cut
 * @param clientCheck longest time until a caller that left is noticed, and with it its upstream work ended;
 *     lowering it costs one look at the socket each time
 * @param queueCapacity events that wait for a slow reader before its run is held up, 16 to 10,000; raising it
 *     costs memory for each slow reader
 * @param answerReserve part of the deadline that the search leaves for the answer; at most a quarter of the
 *     deadline is kept back
 * @param fusedAfter how long the full search may take before the same is asked for without its reranking, so that
 *     the caller has a fused order in the meantime; lowering it asks the search-engine a third time more often
 */
@Validated
@ConfigurationProperties(prefix = "streaming.relay", ignoreUnknownFields = false)
public record RelayProperties(
        @NotNull @DefaultValue("15s") Duration heartbeat,
        @NotNull @DefaultValue("250ms") Duration clientCheck,
        @DefaultValue("256") @Min(16) @Max(10_000) int queueCapacity,
        @NotNull @DefaultValue("500ms") Duration answerReserve,
        @NotNull @DefaultValue("300ms") Duration fusedAfter) {

    public RelayProperties {
        if (heartbeat.toMillis() < 1 || clientCheck.toMillis() < 1) {
            throw new IllegalArgumentException("streaming.relay.heartbeat (" + heartbeat + ") and client-check ("
                    + clientCheck + ") must be 1 ms or more");
        }
        if (answerReserve.isNegative()) {
            throw new IllegalArgumentException(
                    "streaming.relay.answer-reserve (" + answerReserve + ") must not be negative");
        }
        if (fusedAfter.isNegative()) {
            throw new IllegalArgumentException("streaming.relay.fused-after (" + fusedAfter + ") must not be negative");
        }
    }
}
