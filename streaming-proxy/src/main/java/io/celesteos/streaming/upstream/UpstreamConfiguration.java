package io.celesteos.streaming.upstream;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.nlp.NlpClient;
import io.celesteos.contracts.search.SearchClient;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clients of the services behind, and the probes of their health. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamProperties.class)
class UpstreamConfiguration {

    /** Below the second that a health report gives each of its probes. */
    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(900);

    @Bean
    ServiceClient searchService(UpstreamProperties properties) {
        return new ServiceClient(ClientSettings.of("search-engine", properties.searchUrl(), properties.searchTimeout())
                .withApiKey(properties.apiKeyOrNone()));
    }

    @Bean
    ServiceClient nlpService(UpstreamProperties properties) {
        return new ServiceClient(ClientSettings.of("nlp-service", properties.nlpUrl(), properties.nlpTimeout())
                .withApiKey(properties.apiKeyOrNone()));
    }

    @Bean
    SearchClient searchClient(@Qualifier("searchService") ServiceClient searchService) {
        return SearchClient.over(searchService);
    }

    @Bean
    NlpClient nlpClient(@Qualifier("nlpService") ServiceClient nlpService) {
        return NlpClient.over(nlpService);
    }

    @Bean
    DependencyProbe searchProbe(UpstreamProperties properties) {
        return new ServiceProbe(health("search-engine", properties.searchUrl()), "search-engine", true);
    }

    @Bean
    DependencyProbe nlpProbe(UpstreamProperties properties) {
        return new ServiceProbe(health("nlp-service", properties.nlpUrl()), "nlp-service", false);
    }

    /** A client of its own: one attempt, and its failures must not open the breaker of the real calls. */
    private static ServiceClient health(String name, URI baseUrl) {
        return new ServiceClient(
                new ClientSettings(name + "-health", baseUrl, Duration.ofMillis(500), PROBE_TIMEOUT, 1, null));
    }
}
