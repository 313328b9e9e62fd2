package io.celesteos.search.vector;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.VectorIndex;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.vector.VectorProperties.Backend;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Chooses the home of the vectors and reaches the embedding-service. The space is the configured one. */
@Configuration(proxyBeanMethods = false)
class VectorConfiguration {

    @Bean
    EmbeddingSpace embeddingSpace(EmbeddingProperties properties) {
        return properties.embeddingSpace();
    }

    @Bean(destroyMethod = "close")
    ServiceClient queryEmbeddingService(EmbeddingProperties properties) {
        return client(properties, "embedding-queries", properties.queryTimeout());
    }

    @Bean(destroyMethod = "close")
    ServiceClient passageEmbeddingService(EmbeddingProperties properties) {
        return client(properties, "embedding-passages", properties.passageTimeout());
    }

    @Bean
    RemoteEmbedder remoteEmbedder(ServiceClient queryEmbeddingService, ServiceClient passageEmbeddingService) {
        return new RemoteEmbedder(
                EmbeddingClient.over(queryEmbeddingService), EmbeddingClient.over(passageEmbeddingService));
    }

    @Bean
    EmbeddingProbe embeddingProbe(ServiceClient passageEmbeddingService) {
        return new EmbeddingProbe(EmbeddingClient.over(passageEmbeddingService));
    }

    @Bean
    EmbeddingSpaces embeddingSpaces(YachtData data, EmbeddingSpace space) {
        return new PgEmbeddingSpaces(data, space);
    }

    @Bean
    SpaceMoves spaceMoves(YachtData data, EmbeddingSpaces spaces, EmbeddingSpace fleet) {
        return new PgSpaceMoves(data, spaces, fleet);
    }

    @Bean
    EmbeddingModels embeddingModels(ServiceClient passageEmbeddingService) {
        return new RemoteModels(EmbeddingClient.over(passageEmbeddingService));
    }

    @Bean
    VectorTables vectorTables(YachtData data, VectorProperties properties) {
        return new VectorTables(data, properties);
    }

    @Bean
    VectorIndex vectorIndex(VectorProperties properties, YachtData data, VectorTables tables, JsonMapper json) {
        return switch (properties.backend()) {
            case LUCENE -> new LuceneVectorIndex();
            case PGVECTOR -> new PgVectorIndex(data, tables, properties, json);
        };
    }

    @Bean
    VectorStore vectorStore(VectorProperties properties, YachtData data, VectorTables tables) {
        return new StoredVectors(
                data, properties.backend() == Backend.PGVECTOR ? Optional.of(tables) : Optional.empty());
    }

    private static ServiceClient client(EmbeddingProperties properties, String name, Duration timeout) {
        return new ServiceClient(
                ClientSettings.of(name, properties.url(), timeout).withApiKey(given(properties.apiKey())));
    }

    private static @Nullable String given(@Nullable String key) {
        return key == null || key.isBlank() ? null : key;
    }
}
