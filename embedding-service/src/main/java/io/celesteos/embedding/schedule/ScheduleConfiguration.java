package io.celesteos.embedding.schedule;

import io.celesteos.embedding.model.ModelCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The scheduler, closed before the models it runs. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    /** After the catalog in, so before it out: {@link ModelCatalog#close} frees what runners work on. */
    @Bean(initMethod = "start")
    @DependsOn("modelCatalog")
    EncodeScheduler encodeScheduler(ScheduleProperties properties, MeterRegistry meters) {
        return new EncodeScheduler(properties, meters);
    }
}
