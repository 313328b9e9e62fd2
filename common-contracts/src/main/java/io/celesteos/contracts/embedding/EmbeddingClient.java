package io.celesteos.contracts.embedding;

import io.celesteos.contracts.client.ServiceClient;

/** The embedding-service as its callers see it; every method throws {@code RemoteFailure} when there is no answer. */
public interface EmbeddingClient {

    EmbedResponse embed(EmbedRequest request);

    RerankResponse rerank(RerankRequest request);

    TokenEmbeddingsResponse tokenEmbeddings(TokenEmbeddingsRequest request);

    ModelsResponse models();

    static EmbeddingClient over(ServiceClient service) {
        return new EmbeddingClient() {
            @Override
            public EmbedResponse embed(EmbedRequest request) {
                return service.post("/api/v1/embed", request, EmbedResponse.class);
            }

            @Override
            public RerankResponse rerank(RerankRequest request) {
                return service.post("/api/v1/rerank", request, RerankResponse.class);
            }

            @Override
            public TokenEmbeddingsResponse tokenEmbeddings(TokenEmbeddingsRequest request) {
                return service.post("/api/v1/token-embeddings", request, TokenEmbeddingsResponse.class);
            }

            @Override
            public ModelsResponse models() {
                return service.get("/api/v1/models", ModelsResponse.class);
            }
        };
    }
}
