package io.celesteos.search;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.SnapshotSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The service without its web: it follows the database, keeps indexes on disk, rebuilds all the time and has room
 * for one yacht. As a process of its own it asks for the yachts in turn until somebody kills it.
 */
public final class IndexerProcess {

    private IndexerProcess() {}

    /** @param arguments process that must be alive, database URL, login, password, index folder, yachts */
    public static void main(String[] arguments) {
        ProcessHandle parent = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
        var context = start(properties(arguments[1], arguments[2], arguments[3], arguments[4]));
        SnapshotSource snapshots = context.getBean(SnapshotSource.class);
        List<YachtId> yachts = List.of(arguments).subList(5, arguments.length).stream()
                .map(YachtId::of)
                .toList();
        for (int turn = 0; parent.isAlive(); turn = (turn + 1) % yachts.size()) {
            try (IndexSnapshot snapshot = snapshots.acquire(yachts.get(turn))) {
                snapshot.chunks();
            } catch (ProblemException loading) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        context.close();
    }

    static Map<String, String> properties(String url, String login, String password, String folder) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", login);
        properties.put("spring.datasource.password", password);
        properties.put("search.lifecycle.index-folder", folder);
        properties.put("search.lifecycle.poll", "20ms");
        properties.put("search.lifecycle.batch", "7");
        properties.put("search.lifecycle.commit-interval", "0s");
        properties.put("search.lifecycle.rebuild", "1ms");
        properties.put("search.lifecycle.memory-budget", "1B");
        return properties;
    }

    static ConfigurableApplicationContext start(Map<String, String> properties) {
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JacksonAutoConfiguration.class})
    @ConfigurationPropertiesScan("io.celesteos.search")
    @ComponentScan({
        "io.celesteos.search.analysis",
        "io.celesteos.search.corpus",
        "io.celesteos.search.lexical",
        "io.celesteos.search.lifecycle",
        "io.celesteos.search.tenancy",
        "io.celesteos.search.vector"
    })
    static class Wiring {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
