package io.celesteos.gateway.downstream;

import io.celesteos.contracts.client.ServiceGuard;
import io.celesteos.contracts.client.ServiceGuard.Count;
import io.celesteos.contracts.client.ServiceGuard.Stay;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the guards know, as metrics. */
@Component
final class UpstreamMeters implements MeterBinder {

    private static final List<String> STATES = List.of("closed", "open", "half_open");

    private final UpstreamGuards guards;

    UpstreamMeters(UpstreamGuards guards) {
        this.guards = guards;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Upstream upstream : Upstream.values()) {
            bind(registry, guards.of(upstream));
        }
    }

    private static void bind(MeterRegistry registry, ServiceGuard guard) {
        for (String state : STATES) {
            Gauge.builder(
                            "gateway.upstream.breaker",
                            guard,
                            one -> one.breakerState().equals(state) ? 1 : 0)
                    .description("1 for the state that the breaker is in")
                    .tags("service", guard.service(), "state", state)
                    .register(registry);
        }
        for (Count count : Count.values()) {
            FunctionCounter.builder("gateway.upstream.calls", guard, one -> one.total(count))
                    .description("What became of calls; retried and not_retried count decisions, not calls")
                    .tags("service", guard.service(), "outcome", count.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (Stay stay : Stay.values()) {
            Gauge.builder("gateway.upstream.places.left", guard, one -> one.placesLeft(stay))
                    .description("Calls that may still be begun")
                    .tags("service", guard.service(), "stay", stay.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("gateway.upstream.retries.left", guard, ServiceGuard::retriesLeft)
                .description("Retries that the budget holds")
                .tags("service", guard.service())
                .register(registry);
    }
}
