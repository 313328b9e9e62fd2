package io.celesteos.nlp.readiness;

import io.celesteos.contracts.readiness.FirstRequest;
import io.celesteos.contracts.readiness.FirstRequests;
import io.celesteos.contracts.web.WebProperties;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What the service asks of itself before it says that it is ready: texts in which every kind of recogniser has work to do. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadinessProperties.class)
class ReadinessConfiguration {

    private static final List<String> TEXTS = List.of(
            "Port main engine CAT 3512C shows SPN 4364 FMI 2 and E361-2, high exhaust temperature of 480 degC since"
                    + " yesterday; create a work order for the chief engineer and add it to handover",
            "Order two 1R-0726 oil filters and one impeller 17937-0001 for the stbd generator in the lazarette by 12/03/2025,"
                    + " IMO 9074729, no leak found at 4.5 bar",
            "stabillizer B stopped on alarm A12, code P0301 on the tender, 67 HI T-Coolant on the MTU, MID 128 PID 100 FMI 1,"
                    + " is there a manual for the watermaker in the engine room?");

    /** No yacht has it: what asking for one's words needs is loaded all the same. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private static final int OTHERS_EVERY = 20;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    FirstRequests firstRequests(ReadinessProperties properties, WebProperties web, Environment environment) {
        return new FirstRequests(
                ReadinessConfiguration::round, properties.rounds(), properties.limit(), web.apiKey(), environment);
    }

    static List<FirstRequest> round(int round) {
        String text = TEXTS.get(round % TEXTS.size());
        List<FirstRequest> requests = new ArrayList<>();
        requests.add(new FirstRequest("/api/v1/extract", "{\"text\":\"" + text + "\"}"));
        if (round % OTHERS_EVERY == 0) {
            requests.add(
                    new FirstRequest("/api/v1/extract", "{\"text\":\"" + text + "\",\"yacht_id\":\"" + NOBODY + "\"}"));
            requests.add(new FirstRequest("/api/v1/extract", "{\"text\":\"" + text + "\",\"extract\":[\"mentions\"]}"));
            requests.add(new FirstRequest("/api/v1/extract/batch", "{\"texts\":[\"" + text + "\"]}"));
        }
        return requests;
    }
}
