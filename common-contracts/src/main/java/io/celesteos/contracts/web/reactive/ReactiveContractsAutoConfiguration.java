package io.celesteos.contracts.web.reactive;

import io.celesteos.contracts.web.ContractsAutoConfiguration;
import io.celesteos.contracts.web.WebProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Request context, problem documents and Server-Timing for services on WebFlux. */
@AutoConfiguration(after = ContractsAutoConfiguration.class, before = ErrorWebFluxAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public class ReactiveContractsAutoConfiguration {

    @Bean
    RequestContextWebFilter requestContextWebFilter(WebProperties properties) {
        return new RequestContextWebFilter(properties);
    }

    /** Bodies are held in memory while they are read; without this the limit would be WebFlux's own 256 KiB. */
    @Bean
    WebFluxConfigurer bodyLimit(WebProperties properties) {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs()
                        .maxInMemorySize(Math.toIntExact(properties.maxBody().toBytes()));
            }
        };
    }

    @Bean
    ReactiveProblemHandler reactiveProblemHandler(JsonMapper json) {
        return new ReactiveProblemHandler(json);
    }
}
