package io.celesteos.embedding.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

class CallFilterTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private static MockHttpServletRequest request(String... headers) {
        var request = new MockHttpServletRequest("POST", "/api/v1/embed");
        request.setRemoteAddr("10.1.2.3");
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Call filtered(boolean trustHeader, MockHttpServletRequest request) throws Exception {
        var filter = new CallFilter(
                new CallerProperties(trustHeader, true), () -> ClientConnection.UNKNOWN, new StageMeters(meters));
        var seen = new AtomicReference<Call>();
        RequestContext.background(Duration.ofSeconds(1)).call(() -> {
            filter.doFilter(request, new MockHttpServletResponse(), (req, res) -> {
                seen.set(Call.current());
                Call.current().uses("m");
                RequestContext.current().timings().add("tokenize", 3_000_000);
            });
            return true;
        });
        return seen.get();
    }

    @Test
    void theCallerIsTheNameGivenOrTheAddress() throws Exception {
        assertThat(filtered(true, request("X-Caller", "search-engine")).caller())
                .isEqualTo("name search-engine");
        assertThat(filtered(true, request()).caller()).isEqualTo("address 10.1.2.3");
        assertThat(filtered(false, request("X-Caller", "search-engine")).caller())
                .isEqualTo("address 10.1.2.3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "café",
                "a/b",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void aNameThatCannotBeOneIsAnError(String name) {
        assertThatThrownBy(() -> filtered(true, request("X-Caller", name)))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        ", LIVE, LIVE",
        ", BULK, BULK",
        "bulk, LIVE, BULK",
        "Bulk, BULK, BULK",
        "live, LIVE, LIVE",
        "live, BULK, HASTENED"
    })
    void aCallerMayStepBackAndStepForwardAtItsOwnCost(String word, Urgency byShape, Urgency urgency) throws Exception {
        Call call = filtered(true, word == null ? request() : request("X-Priority", word));

        assertThat(call.urgency(byShape)).isEqualTo(urgency);
    }

    @Test
    void anotherPriorityIsAnError() {
        assertThatThrownBy(() -> filtered(true, request("X-Priority", "urgent")))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem ->
                        assertThat(problem.errors().getFirst().field()).isEqualTo("X-Priority"));
    }

    @Test
    void stagesAreMeasuredByModel() throws Exception {
        filtered(true, request());

        assertThat(meters.get("embedding.stage")
                        .tags("stage", "tokenize", "model", "m")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theHeadersAreInTheApisDocument() throws Exception {
        Operation post = new Operation();
        Operation get = new Operation();

        new CallHeaders().customize(post, method("post"));
        new CallHeaders().customize(get, method("get"));

        assertThat(post.getParameters()).extracting(Parameter::getName).containsExactly("X-Priority", "X-Caller");
        assertThat(get.getParameters()).isNull();
    }

    private static HandlerMethod method(String name) throws NoSuchMethodException {
        return new HandlerMethod(new Paths(), name);
    }

    static final class Paths {
        @PostMapping
        public void post() {}

        @GetMapping
        public void get() {}
    }

    @Test
    void outsideOfARequestTheServiceItselfAsks() {
        assertThat(Call.current().caller()).isEqualTo("service");
        assertThat(Call.current().urgency(Urgency.BULK)).isEqualTo(Urgency.BULK);
    }
}
