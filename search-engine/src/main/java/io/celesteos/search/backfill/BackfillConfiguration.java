package io.celesteos.search.backfill;

import io.celesteos.search.fallback.FallbackConfigured;
import io.celesteos.search.fallback.FallbackEmbeddingProperties;
import io.celesteos.search.fallback.FillLedger;
import io.celesteos.search.fallback.PaidEmbedder;
import io.celesteos.search.rerank.RerankProperties;
import io.celesteos.search.tokenvector.TokenEncoder;
import io.celesteos.search.tokenvector.TokenVectorProperties;
import io.celesteos.search.vector.EmbeddingProperties;
import io.celesteos.search.vector.VectorStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Token vectors stand behind the vectors that chunks are found by. */
@Configuration(proxyBeanMethods = false)
class BackfillConfiguration {

    @Bean
    TokenVectorBackfill tokenVectorBackfill(
            PendingTokenVectors pending,
            TokenEncoder encoder,
            BackfillProperties properties,
            RerankProperties rerank,
            TokenVectorProperties tokens,
            EmbeddingProperties embedding,
            EmbeddingBackfill vectors) {
        return new TokenVectorBackfill(pending, encoder, properties, rerank, tokens, embedding, vectors::busy);
    }

    @Bean
    @Conditional(FallbackConfigured.class)
    FallbackBackfill fallbackBackfill(
            PendingChunks pending,
            PaidEmbedder provider,
            VectorStore vectors,
            FillLedger ledger,
            FallbackEmbeddingProperties fallback,
            BackfillProperties properties) {
        return new FallbackBackfill(pending, provider, vectors, ledger, fallback, properties);
    }
}
