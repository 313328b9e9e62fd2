package io.celesteos.streaming.readiness;

import io.celesteos.contracts.readiness.FirstRequest;
import io.celesteos.contracts.readiness.FirstRequests;
import io.celesteos.contracts.web.WebProperties;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * What the service asks of itself before it says that it is ready: streams, which say what they lack and are good all the
 * same, and without a language model, which would have to be paid for.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadinessProperties.class)
class ReadinessConfiguration {

    /** No yacht has it: the search refuses it, and all that asking needs is loaded. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    FirstRequests firstRequests(ReadinessProperties properties, WebProperties web, Environment environment) {
        return new FirstRequests(round -> round(), properties.rounds(), properties.limit(), web.apiKey(), environment);
    }

    static List<FirstRequest> round() {
        return List.of(new FirstRequest(
                "/api/v1/chat",
                "{\"messages\":[{\"id\":\"m1\",\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":"
                        + "\"generator overheating\"}]}],\"yacht_id\":\"" + NOBODY + "\",\"llm\":false}"));
    }
}
