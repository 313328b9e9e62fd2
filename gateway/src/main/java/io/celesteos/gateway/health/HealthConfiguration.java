package io.celesteos.gateway.health;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.gateway.downstream.Upstream;
import io.celesteos.gateway.downstream.UpstreamProperties;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** One probe for each service and one for the database, all looking through one {@link SuiteWatch}. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean(destroyMethod = "close")
    HttpClient healthHttpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(SuiteWatch.LIMIT)
                .build();
    }

    @Bean
    SuiteWatch suiteWatch(
            HttpClient healthHttpClient,
            UpstreamProperties upstreams,
            DataSource dataSource,
            JsonMapper json,
            Clock clock) {
        Map<String, Callable<String>> looks = new LinkedHashMap<>();
        for (Upstream upstream : Upstream.values()) {
            looks.put(upstream.serviceName(), new ServiceLook(healthHttpClient, upstreams.url(upstream), json));
        }
        looks.put(SuiteState.POSTGRES, new PostgresLook(dataSource));
        return new SuiteWatch(looks, clock);
    }

    @Bean
    DependencyProbe searchEngineProbe(SuiteWatch watch) {
        return probe(watch, Upstream.SEARCH.serviceName());
    }

    @Bean
    DependencyProbe embeddingServiceProbe(SuiteWatch watch) {
        return probe(watch, Upstream.EMBEDDING.serviceName());
    }

    @Bean
    DependencyProbe nlpServiceProbe(SuiteWatch watch) {
        return probe(watch, Upstream.NLP.serviceName());
    }

    @Bean
    DependencyProbe streamingProxyProbe(SuiteWatch watch) {
        return probe(watch, Upstream.STREAMING.serviceName());
    }

    @Bean
    DependencyProbe postgresProbe(SuiteWatch watch) {
        return probe(watch, SuiteState.POSTGRES);
    }

    private static DependencyProbe probe(SuiteWatch watch, String dependency) {
        return new DependencyProbe() {
            @Override
            public String name() {
                return dependency;
            }

            @Override
            public DependencyState check() {
                return watch.look().of(dependency);
            }
        };
    }
}
