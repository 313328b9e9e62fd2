package io.celesteos.nlp.yacht;

import com.github.benmanes.caffeine.cache.Ticker;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.celesteos.contracts.health.DependencyProbe;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the yachts' records, or their absence. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({YachtProperties.class, DatabaseProperties.class})
class YachtConfiguration {

    @Bean
    YachtDatabase yachtDatabase(DatabaseProperties properties) {
        return new YachtDatabase(properties.isConfigured() ? pool(properties) : null);
    }

    @Bean
    YachtContexts yachtContexts(YachtDatabase database, YachtContextCompiler compiler, YachtProperties properties) {
        HikariDataSource pool = database.pool();
        return pool == null
                ? YachtContexts.none()
                : new CachedYachtContexts(new PostgresYachtRecords(pool), compiler, properties, Ticker.systemTicker());
    }

    @Bean
    DependencyProbe postgresProbe(YachtDatabase database) {
        return new PostgresProbe(database.pool());
    }

    private static HikariDataSource pool(DatabaseProperties properties) {
        var config = new HikariConfig();
        config.setPoolName("yachts");
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.user());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(properties.maxConnections());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(properties.connectTimeout().toMillis());
        config.setValidationTimeout(Math.max(250, properties.connectTimeout().toMillis() / 2));
        // The service starts, and stays up, without its database.
        config.setInitializationFailTimeout(-1);
        // Poolers in transaction mode hand each transaction another connection: no prepared statement survives.
        config.addDataSourceProperty("prepareThreshold", "0");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "3");
        return new HikariDataSource(config);
    }

    /** The pool, null where no database is configured; closed with the context. */
    record YachtDatabase(@Nullable HikariDataSource pool) implements DisposableBean {
        @Override
        public void destroy() {
            if (pool != null) {
                pool.close();
            }
        }
    }
}
