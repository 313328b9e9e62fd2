package io.celesteos.search.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.VectorIndex;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.vector.SpaceSearch;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** With a key: the provider, its space and the search in it. Without: nothing. */
@Configuration(proxyBeanMethods = false)
class FallbackConfiguration {

    /** The most that pgvector's graph links. */
    private static final int MOST_DIMENSIONS_IN_POSTGRES = 2_000;

    /** No bean: it would be taken for the one that runs everything. */
    private static final Executor THREADS =
            work -> Thread.ofVirtual().name("fallback-vectors").start(work);

    @Configuration(proxyBeanMethods = false)
    @Conditional(FallbackConfigured.class)
    static class Provider {

        /** Nobody is followed elsewhere with the key; HTTP/2 where TLS negotiates it. */
        @Bean(destroyMethod = "shutdownNow")
        HttpClient fallbackHttpClient(FallbackEmbeddingProperties properties) {
            boolean secure = "https".equals(properties.endpoint().getScheme());
            return HttpClient.newBuilder()
                    .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(properties.connectTimeout())
                    .build();
        }

        @Bean
        OpenAiEmbeddings fallbackPassages(
                FallbackEmbeddingProperties properties,
                HttpClient fallbackHttpClient,
                MeterRegistry meters,
                Clock clock) {
            return new OpenAiEmbeddings(properties, "passage", fallbackHttpClient, meters, clock);
        }

        @Bean
        FallbackProbe fallbackProbe(OpenAiEmbeddings fallbackPassages) {
            return new FallbackProbe(fallbackPassages);
        }

        @Bean
        FillLedger fillLedger(YachtData data, FallbackEmbeddingProperties properties) {
            return new PgFillLedger(data, properties.embeddingSpace().name(), properties.tokensPerDay());
        }

        @Bean
        VectorFallback otherSpace(
                FallbackEmbeddingProperties properties,
                EmbeddingSpace served,
                VectorIndex home,
                YachtData data,
                HttpClient fallbackHttpClient,
                MeterRegistry meters,
                Clock clock) {
            EmbeddingSpace space = properties.embeddingSpace();
            requireApart(space, served);
            FallbackVectors stored = new PgFallbackVectors(data, space);
            PaidEmbedder provider = new OpenAiEmbeddings(properties, "query", fallbackHttpClient, meters, clock);
            return new OtherSpace(
                    space,
                    new FallbackQueries(provider, properties.queryTimeout(), System::nanoTime),
                    properties.queryTimeout(),
                    new StoredCounts(stored, THREADS, Ticker.systemTicker()),
                    search(home, stored, properties, meters));
        }

        private static SpaceSearch search(
                VectorIndex home,
                FallbackVectors stored,
                FallbackEmbeddingProperties properties,
                MeterRegistry meters) {
            if (home instanceof SpaceSearch postgres) {
                if (properties.dimensions() > MOST_DIMENSIONS_IN_POSTGRES) {
                    throw new IllegalArgumentException("search.fallback-embedding.dimensions ("
                            + properties.dimensions() + ") must be at most " + MOST_DIMENSIONS_IN_POSTGRES
                            + " where search.vector.backend is pgvector");
                }
                return postgres;
            }
            HeldVectors held =
                    new HeldVectors(stored, properties.embeddingSpace(), properties, THREADS, Ticker.systemTicker());
            meters.gauge("search.fallback.held.bytes", held, HeldVectors::bytes);
            return held;
        }

        /** One table for two models would compare what cannot be compared. */
        private static void requireApart(EmbeddingSpace space, EmbeddingSpace served) {
            if (space.name().equals(served.name()) || space.table().equals(served.table())) {
                throw new IllegalArgumentException(
                        "search.fallback-embedding.space and search.embedding.space would be" + " one: name another");
            }
        }
    }

    @Bean
    @ConditionalOnMissingBean
    VectorFallback vectorFallback() {
        return VectorFallback.NONE;
    }
}
