package io.celesteos.gateway.health;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.gateway.downstream.ResilienceProperties;
import io.celesteos.gateway.downstream.Upstream;
import io.celesteos.gateway.downstream.UpstreamGuards;
import io.celesteos.gateway.downstream.UpstreamProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
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
    DependencyProbe searchEngineProbe(SuiteWatch watch, UpstreamGuards guards) {
        return new ServiceProbe(watch, guards.of(Upstream.SEARCH));
    }

    @Bean
    DependencyProbe embeddingServiceProbe(SuiteWatch watch, UpstreamGuards guards) {
        return new ServiceProbe(watch, guards.of(Upstream.EMBEDDING));
    }

    @Bean
    DependencyProbe nlpServiceProbe(SuiteWatch watch, UpstreamGuards guards) {
        return new ServiceProbe(watch, guards.of(Upstream.NLP));
    }

    @Bean
    DependencyProbe streamingProxyProbe(SuiteWatch watch, UpstreamGuards guards) {
        return new ServiceProbe(watch, guards.of(Upstream.STREAMING));
    }

    @Bean
    DependencyProbe postgresProbe(SuiteWatch watch) {
        return new DependencyProbe() {
            @Override
            public String name() {
                return SuiteState.POSTGRES;
            }

            @Override
            public DependencyState check() {
                return watch.look().of(SuiteState.POSTGRES);
            }
        };
    }

    @Bean(initMethod = "start")
    SuitePoll suitePoll(SuiteWatch watch, UpstreamGuards guards, ResilienceProperties resilience) {
        return new SuitePoll(watch, guards, resilience);
    }

    @Bean
    MeterBinder suiteMeters(SuiteWatch watch) {
        return registry -> watch.names()
                .forEach(name -> Gauge.builder(
                                "gateway.dependency.up",
                                watch,
                                one -> one.latest().answers(name) ? 1 : 0)
                        .description("1 where the latest look got an answer that is not unhealthy")
                        .tag("dependency", name)
                        .register(registry));
    }
}
