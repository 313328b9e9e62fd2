package io.celesteos.contracts.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=reactive",
            "spring.application.name=door-test",
            "celeste.web.max-body=16KB"
        })
class ReactiveDoorIT extends DoorCases {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({EchoEndpoint.class, ContextEndpoint.class})
    static class Service {

        @Bean
        WebFilter refusing() {
            return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/refused")
                    ? Mono.error(ProblemException.of(ProblemType.YACHT_INACTIVE, "Ask the office to activate it."))
                    : chain.filter(exchange);
        }
    }

    @RestController
    static class ContextEndpoint {

        @GetMapping("/context")
        Map<String, String> context(ServerWebExchange exchange) {
            var context = RequestContextWebFilter.of(exchange);
            return Map.of("request_id", context.requestId(), "trace", String.valueOf(context.traceparent()));
        }

        @GetMapping("/proxied")
        Map<String, String> proxied(ServerWebExchange exchange) {
            exchange.getResponse().getHeaders().set("Server-Timing", "bm25;dur=1.000, total;dur=2.000");
            exchange.getResponse().getHeaders().set("X-Request-Id", "the other's");
            return Map.of();
        }
    }

    @Test
    void theContextIsKeptWithTheExchange() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        var answer = send(get("/context").header("X-Request-Id", "bridge/42").header("traceparent", trace));

        assertThat(JsonStrictness.mapper().readValue(answer.body(), Map.class))
                .isEqualTo(Map.of("request_id", "bridge/42", "trace", trace));
    }

    @Test
    void aProxiedAnswerKeepsItsStagesBesideOurTotal() throws Exception {
        var answer = send(get("/proxied").header("X-Request-Id", "bridge/42"));

        assertThat(header(answer, "Server-Timing"))
                .matches("bm25;dur=1\\.000, upstream;dur=2\\.000, total;dur=\\d+\\.\\d{3}");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("bridge/42");
    }

    @Test
    void aFilterMayRefuseWithAProblem() throws Exception {
        assertThat(problem(send(get("/refused")), 403, "yacht_inactive")
                        .path("detail")
                        .asString())
                .isEqualTo("Ask the office to activate it.");
    }
}
