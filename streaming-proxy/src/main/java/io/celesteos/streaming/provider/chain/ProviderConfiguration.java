package io.celesteos.streaming.provider.chain;

import io.celesteos.streaming.provider.LlmProvider;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import io.celesteos.streaming.provider.model.ModelSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Who writes the answers: the configured models, or the quotation alone where there are none. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LlmProperties.class)
class ProviderConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ProviderConfiguration.class);

    @Bean
    ModelTransport modelTransport(LlmProperties properties) {
        return new ModelTransport(properties.connectTimeout());
    }

    @Bean
    @Primary
    LlmProvider answerWriter(
            LlmProperties properties,
            ModelTransport transport,
            LlmMeters meters,
            @Qualifier("extractiveProvider") LlmProvider quotation) {
        if (properties.configured().isEmpty()) {
            log.info("No language model is configured: answers are quoted");
            return quotation;
        }
        log.info("Answers are written by {}", properties.configured());
        return new ProviderChain(links(properties, transport, meters), quotation, meters);
    }

    static List<Link> links(LlmProperties properties, ModelTransport transport, LlmMeters meters) {
        return properties.configured().stream()
                .map(provider -> link(provider, properties, transport, meters))
                .toList();
    }

    private static Link link(
            LlmProperties.Provider provider, LlmProperties properties, ModelTransport transport, LlmMeters meters) {
        ModelSettings settings = new ModelSettings(
                provider.baseUrl(),
                provider.apiKey(),
                provider.modelName(),
                provider.maxOutputTokens(),
                provider.temperature());
        CircuitBreaker breaker = CircuitBreaker.of(
                provider.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(properties.breakerPause())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
        return new Link(provider, provider.dialect().model(settings, transport), breaker, meters);
    }
}
