package io.celesteos.search.tokenvector;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.vector.EmbeddingProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reaches the embedding-service and the table. */
@Configuration(proxyBeanMethods = false)
class TokenVectorConfiguration {

    @Bean(destroyMethod = "close")
    ServiceClient queryTokenService(EmbeddingProperties properties) {
        return client(properties, "query-tokens", properties.queryTimeout());
    }

    @Bean(destroyMethod = "close")
    ServiceClient passageTokenService(EmbeddingProperties properties) {
        return client(properties, "passage-tokens", properties.passageTimeout());
    }

    @Bean
    TokenEncoder tokenEncoder(
            ServiceClient queryTokenService,
            ServiceClient passageTokenService,
            EmbeddingProperties embedding,
            TokenVectorProperties properties) {
        return new RemoteTokenEncoder(
                EmbeddingClient.over(queryTokenService),
                EmbeddingClient.over(passageTokenService),
                embedding.model(),
                properties);
    }

    @Bean
    TokenVectorStore tokenVectorStore(YachtData data, TokenVectorProperties properties, MeterRegistry meters) {
        return new CachedTokenVectors(new PgTokenVectors(data), properties.cacheSize(), meters);
    }

    private static ServiceClient client(EmbeddingProperties properties, String name, Duration timeout) {
        return new ServiceClient(
                ClientSettings.of(name, properties.url(), timeout).withApiKey(properties.apiKey()));
    }
}
