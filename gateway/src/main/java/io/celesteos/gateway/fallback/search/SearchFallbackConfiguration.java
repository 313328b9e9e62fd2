package io.celesteos.gateway.fallback.search;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.database.tenancy.TenantTransactions;
import io.celesteos.gateway.downstream.Upstream;
import io.celesteos.gateway.downstream.UpstreamClients;
import io.celesteos.gateway.fallback.SearchFallback;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The search in the database, over connections of its own. */
@Configuration(proxyBeanMethods = false)
class SearchFallbackConfiguration {

    private static final long IDLE_MILLIS = 60_000;

    /** Closes the pool with the context. A bean of the type {@code DataSource} would take the main one's place. */
    record Connections(HikariDataSource pool) implements AutoCloseable {
        @Override
        public void close() {
            pool.close();
        }
    }

    @Bean
    Connections fallbackConnections(HikariDataSource main, SearchFallbackProperties properties) {
        HikariConfig config = new HikariConfig();
        main.copyStateTo(config);
        config.setPoolName("search-fallback");
        config.setMaximumPoolSize(properties.connections());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(properties.statementTimeout().toMillis());
        config.setIdleTimeout(IDLE_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new Connections(new HikariDataSource(config));
    }

    @Bean
    SearchFallback searchFallback(
            Connections connections, SearchFallbackProperties properties, UpstreamClients clients, JsonMapper json) {
        return new DatabaseSearch(
                new PgYachtCorpus(new TenantTransactions(connections.pool()), properties, json),
                new QueryEmbedding(EmbeddingClient.over(clients.to(Upstream.EMBEDDING)), properties.embedTimeout()),
                properties);
    }
}
