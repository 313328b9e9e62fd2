package io.celesteos.gateway.fallback;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nothing stands in yet: a part that is down is left out of the answer and named in it. */
@Configuration(proxyBeanMethods = false)
class FallbackConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SearchFallback searchFallback() {
        return request -> Outcome.unavailable(Degradation.SEARCH_UNAVAILABLE);
    }

    @Bean
    @ConditionalOnMissingBean
    ExtractionFallback extractionFallback() {
        return request -> Outcome.unavailable(Degradation.NLP_UNAVAILABLE);
    }
}
