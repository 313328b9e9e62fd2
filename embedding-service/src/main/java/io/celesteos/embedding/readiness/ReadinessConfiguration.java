package io.celesteos.embedding.readiness;

import io.celesteos.contracts.readiness.FirstRequest;
import io.celesteos.contracts.readiness.FirstRequests;
import io.celesteos.contracts.web.WebProperties;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What the service asks of itself before it says that it is ready: each of the ways in, embedding most of the time. */
@Configuration(proxyBeanMethods = false)
class ReadinessConfiguration {

    /** These take the whole way; later ones repeat them from the cache, for what is around the model alone. */
    private static final int DISTINCT = 20;

    private static final int OTHERS_EVERY = 20;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    FirstRequests firstRequests(ReadinessProperties properties, WebProperties web, Environment environment) {
        return new FirstRequests(
                ReadinessConfiguration::round, properties.requests(), properties.limit(), web.apiKey(), environment);
    }

    static List<FirstRequest> round(int round) {
        String text = "Port generator overheating, check " + round % DISTINCT;
        List<FirstRequest> requests = new ArrayList<>();
        requests.add(new FirstRequest("/api/v1/embed", "{\"texts\":[\"" + text + "\"]}"));
        if (round % OTHERS_EVERY == 0) {
            requests.add(
                    new FirstRequest("/v1/embeddings", "{\"input\":\"" + text + "\",\"encoding_format\":\"base64\"}"));
            requests.add(
                    new FirstRequest("/api/v1/rerank", "{\"query\":\"generator\",\"documents\":[\"" + text + "\"]}"));
        }
        return requests;
    }
}
