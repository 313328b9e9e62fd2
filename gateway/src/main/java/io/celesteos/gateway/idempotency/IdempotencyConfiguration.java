package io.celesteos.gateway.idempotency;

import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.identity.IdentityProperties;
import io.celesteos.gateway.shared.SharedState;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the claims into the chain. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    IdempotencyFilter idempotencyFilter(
            IdempotencyProperties properties,
            IdentityProperties identity,
            SharedState shared,
            BlockingBridge bridge,
            SecureRandom random,
            Clock clock) {
        SharedAnswers answers = new SharedAnswers(
                shared.patient("idempotency"), new SealedAnswers(identity.signingSecret(), random), properties);
        return new IdempotencyFilter(new Claims(answers, new MemoryAnswers(properties, clock)), properties, bridge);
    }
}
