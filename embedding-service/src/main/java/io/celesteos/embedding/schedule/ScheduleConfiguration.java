package io.celesteos.embedding.schedule;

import io.celesteos.embedding.model.ModelCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;

/** The scheduler, drained before the web server stops and closed before the models it runs. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    /** After the catalog in, so before it out: {@link ModelCatalog#close} frees what runners work on. */
    @Bean(initMethod = "start")
    @DependsOn("modelCatalog")
    EncodeScheduler encodeScheduler(ScheduleProperties properties, MeterRegistry meters) {
        return new EncodeScheduler(properties, meters);
    }

    /** A tenth of the phase is kept back for telling those whose jobs were not done in it. */
    @Bean
    SchedulerDrain schedulerDrain(EncodeScheduler scheduler, Environment environment) {
        Duration phase = Binder.get(environment)
                .bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
                .orElse(Duration.ofSeconds(30));
        return new SchedulerDrain(scheduler, phase.multipliedBy(9).dividedBy(10));
    }
}
