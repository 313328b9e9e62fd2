package io.celesteos.search.rerank;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.search.tokenvector.TokenEncoder;
import io.celesteos.search.tokenvector.TokenVectorGaps;
import io.celesteos.search.tokenvector.TokenVectorStore;
import io.celesteos.search.vector.EmbeddingProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the reranker. */
@Configuration(proxyBeanMethods = false)
class RerankConfiguration {

    @Bean(destroyMethod = "close")
    ServiceClient rerankService(EmbeddingProperties embedding, RerankProperties properties) {
        return new ServiceClient(
                ClientSettings.of("rerank", embedding.url(), properties.limit()).withApiKey(embedding.apiKey()));
    }

    @Bean
    Reranker reranker(
            RerankProperties properties,
            TokenEncoder encoder,
            TokenVectorStore store,
            TokenVectorGaps gaps,
            ServiceClient rerankService) {
        return switch (properties.method()) {
            case STORED -> new StoredReranker(encoder, store, gaps, properties.depth());
            case REMOTE ->
                new RemoteReranker(EmbeddingClient.over(rerankService), properties.depth(), properties.model());
            case OFF -> new NoReranker();
        };
    }
}
