package io.celesteos.gateway.limits;

import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.shared.SharedState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the limits into the chain, unless they are switched off. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    @ConditionalOnProperty(name = "gateway.limits.enabled", matchIfMissing = true)
    LimitsFilter limitsFilter(
            LimitsProperties properties, SharedState state, BlockingBridge bridge, Clock clock, MeterRegistry meters) {
        return new LimitsFilter(
                new Limiter(properties, state, clock, meters), new RequestCost(properties.cost()), bridge);
    }
}
