package io.celesteos.gateway.experiment;

import io.celesteos.contracts.web.WebProperties;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.shared.SharedState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts both arms together. */
@Configuration(proxyBeanMethods = false)
class ExperimentConfiguration {

    @Bean
    OtherArm otherArm(ExperimentProperties properties, JsonMapper json) {
        return new OtherArm(properties.maxAnswer().toBytes(), json);
    }

    @Bean
    Shadow shadow(ExperimentProperties properties, OtherArm other, JsonMapper json, MeterRegistry meters) {
        return new Shadow(properties, other, json, meters);
    }

    @Bean
    Experiment experiment(
            ExperimentProperties properties,
            SharedState shared,
            Shadow shadow,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock) {
        return new Experiment(
                properties,
                new ExperimentSwitch(properties, shared.patient("experiment"), clock),
                shadow,
                json,
                meters);
    }

    @Bean
    ExperimentFilter experimentFilter(
            Experiment experiment, OtherArm other, BlockingBridge bridge, JsonMapper json, WebProperties web) {
        return new ExperimentFilter(experiment, other, bridge, json, web);
    }
}
