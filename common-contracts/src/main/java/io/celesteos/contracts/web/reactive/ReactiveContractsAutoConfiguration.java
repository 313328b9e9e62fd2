package io.celesteos.contracts.web.reactive;

import io.celesteos.contracts.web.ContractsAutoConfiguration;
import io.celesteos.contracts.web.WebProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Request context, problem documents and Server-Timing for services on WebFlux. */
@AutoConfiguration(after = ContractsAutoConfiguration.class, before = ErrorWebFluxAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public class ReactiveContractsAutoConfiguration {

    @Bean
    RequestContextWebFilter requestContextWebFilter(WebProperties properties) {
        return new RequestContextWebFilter(properties);
    }

    @Bean
    ReactiveProblemHandler reactiveProblemHandler(JsonMapper json) {
        return new ReactiveProblemHandler(json);
    }
}
