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
    LlmProvider answerWriter(Links links, LlmMeters meters, @Qualifier("extractiveProvider") LlmProvider quotation) {
        return links.all().isEmpty() ? quotation : new ProviderChain(links.all(), quotation, meters);
    }

    @Bean
    Links llmLinks(LlmProperties properties, ModelTransport transport, LlmMeters meters) {
        List<LlmProperties.Provider> configured = properties.configured();
        if (configured.isEmpty()) {
            log.info("No language model is configured: answers are quoted");
        } else {
            log.info("Answers are written by {}", configured);
        }
        return links(properties, transport, meters);
    }

    static Links links(LlmProperties properties, ModelTransport transport, LlmMeters meters) {
        return new Links(properties.configured().stream()
                .map(provider -> link(provider, properties, transport, meters))
                .toList());
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
        return new Link(
                provider, new PreparedModel(() -> provider.dialect().model(settings, transport)), breaker, meters);
    }
}
