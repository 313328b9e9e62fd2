package io.celesteos.gateway.shared;

import io.celesteos.contracts.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Redis as one gateway sees it; two of these are two gateways. */
public final class TestSharing implements AutoCloseable {

    /** A loaded machine must not look like a slow Redis. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final MeterRegistry meters = new SimpleMeterRegistry();
    private final RedisLink link;
    private final SharedState state;

    public TestSharing(String uri) {
        this(uri, Duration.ofMillis(50));
    }

    public TestSharing(String uri, Duration pause) {
        this.link = new RedisLink(uri);
        try {
            link.connection(PATIENCE);
        } catch (Exception away) {
            // A gateway that starts without it.
        }
        this.state = new SharedState(link, new RedisProperties(uri, PATIENCE, PATIENCE, pause), meters);
    }

    public SharedState state() {
        return state;
    }

    public static SharedState none() {
        return new SharedState(
                null, new RedisProperties(null, PATIENCE, PATIENCE, PATIENCE), new SimpleMeterRegistry());
    }

    /** How often Redis gave no answer. */
    public double alone(String use) {
        return meters.counter("gateway.shared", "use", use, "outcome", "alone").count();
    }

    @Override
    public void close() {
        link.close();
    }
}
