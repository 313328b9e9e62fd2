package io.celesteos.gateway.querylog;

import io.celesteos.database.tenancy.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log of queries over PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class QueryLogConfiguration {

    @Bean(destroyMethod = "close")
    QueuedQueryLog queryLog(DataSource dataSource, QueryLogProperties properties, MeterRegistry meters) {
        return new QueuedQueryLog(new PgQueryTable(new TenantTransactions(dataSource)), properties, meters).start();
    }
}
