package io.celesteos.contracts.web;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.HealthEndpoint;
import io.celesteos.contracts.health.HealthMonitor;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** What both web stacks share. */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(WebProperties.class)
public class ContractsAutoConfiguration {

    @Bean
    JsonStrictness jsonStrictness() {
        return new JsonStrictness();
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    HealthMonitor healthMonitor(
            Environment environment,
            ObjectProvider<BuildProperties> build,
            ObjectProvider<DependencyProbe> probes,
            Clock clock) {
        BuildProperties built = build.getIfAvailable();
        String version = built == null || built.getVersion() == null ? "dev" : built.getVersion();
        return new HealthMonitor(
                environment.getProperty("spring.application.name", "service"),
                version,
                probes.orderedStream().toList(),
                clock);
    }

    /** Not named {@code healthEndpoint}: that is Actuator's bean, and two of one name stop the start. */
    @Bean
    HealthEndpoint suiteHealthEndpoint(HealthMonitor monitor) {
        return new HealthEndpoint(monitor);
    }
}
