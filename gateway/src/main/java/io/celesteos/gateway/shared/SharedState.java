package io.celesteos.gateway.shared;

import io.celesteos.contracts.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** Where the features get their scripts from: each has a breaker of its own. */
public final class SharedState {

    private final @Nullable RedisLink link;
    private final RedisProperties properties;
    private final MeterRegistry meters;

    SharedState(@Nullable RedisLink link, RedisProperties properties, MeterRegistry meters) {
        this.link = link;
        this.properties = properties;
        this.meters = meters;
    }

    /** Whether anything is shared at all. */
    public boolean isShared() {
        return link != null;
    }

    /**
     * For what every request asks: a late reply is as good as none.
     *
     * @param use a word for log and metrics
     */
    public SharedScripts quick(String use) {
        return link == null
                ? SharedScripts.NONE
                : new RedisScripts(link, use, properties.timeout(), properties.pause(), meters);
    }

    /** For what is rarely asked and should not be missed. */
    public SharedScripts patient(String use) {
        return link == null
                ? SharedScripts.NONE
                : new RedisScripts(link, use, properties.writeTimeout(), properties.pause(), meters);
    }
}
