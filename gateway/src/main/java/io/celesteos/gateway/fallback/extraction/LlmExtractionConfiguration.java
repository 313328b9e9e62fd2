package io.celesteos.gateway.fallback.extraction;

import io.celesteos.gateway.fallback.ExtractionFallback;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The language model behind {@link ExtractionFallback}. */
@Configuration(proxyBeanMethods = false)
class LlmExtractionConfiguration {

    @Bean(destroyMethod = "close")
    ChatCompletions chatCompletions(LlmExtractionProperties properties) {
        return new ChatCompletions(properties);
    }

    @Bean
    ExtractionFallback extractionFallback(
            ChatCompletions chatCompletions,
            LlmExtractionProperties properties,
            Clock clock,
            JsonMapper json,
            MeterRegistry meters) {
        return new LlmExtraction(chatCompletions, properties, clock, json, meters);
    }
}
