package io.celesteos.gateway.downstream;

import io.celesteos.contracts.client.ServiceGuard;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** One guard for each inner service, shared by the clients and the proxied routes. */
@Component
public final class UpstreamGuards {

    private final Map<Upstream, ServiceGuard> guards = new EnumMap<>(Upstream.class);

    UpstreamGuards(ResilienceProperties properties, Clock clock) {
        for (Upstream upstream : Upstream.values()) {
            guards.put(upstream, new ServiceGuard(upstream.serviceName(), properties.guard(upstream), clock));
        }
    }

    public ServiceGuard of(Upstream upstream) {
        return Objects.requireNonNull(guards.get(upstream));
    }
}
