package io.celesteos.contracts.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestContextTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void wellFormedHeadersAreTakenOver() {
        RequestContext context = from(Map.of("X-Request-Id", "bridge/42", "traceparent", TRACE));

        assertThat(context.requestId()).isEqualTo("bridge/42");
        assertThat(context.traceparent()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "two words", "line\nbreak", "naïve", "\u0007"})
    void anUnusableRequestIdIsReplaced(String id) {
        RequestContext context = RequestContext.fromHeaders(name -> name.equals("X-Request-Id") ? id : null, LIMIT);

        assertThat(UUID.fromString(context.requestId())).isNotNull();
    }

    @Test
    void aRequestIdIsTakenUpTo128Characters() {
        assertThat(from(Map.of("X-Request-Id", "i".repeat(128))).requestId())
                .hasSize(128)
                .startsWith("iii");
        assertThat(from(Map.of("X-Request-Id", "i".repeat(129))).requestId()).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-4bf92f-00f067aa0ba902b7-01",
                "garbage",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void anUnusableTraceIsDropped(String trace) {
        assertThat(from(Map.of("traceparent", trace)).traceparent()).isNull();
    }

    @Test
    void theDeadlineIsTheCallersWhenItIsShorter() {
        assertThat(from(Map.of("X-Deadline-Ms", " 1500 ")).deadline().remaining())
                .isLessThanOrEqualTo(Duration.ofMillis(1500))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30001", "9223372036854775807"})
    void theDeadlineIsNeverLongerThanTheLimit(String asked) {
        assertThat(from(Map.of("X-Deadline-Ms", asked)).deadline().remaining())
                .isLessThanOrEqualTo(LIMIT)
                .isGreaterThan(LIMIT.minusSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "1.5", "", "9223372036854775808"})
    void anUnusableDeadlineIsRefused(String asked) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(Map.of("X-Deadline-Ms", asked)))
                .withMessage("must be a whole number of milliseconds, 1 or more");
    }

    @Test
    void aRequestWithAnUnusableDeadlineKeepsItsId() {
        Map<String, String> headers = Map.of("X-Request-Id", "bridge/42", "X-Deadline-Ms", "soon");

        assertThat(RequestContext.fromHeaders(headers::get, Deadline.in(LIMIT)).requestId())
                .isEqualTo("bridge/42");
    }

    @Test
    void theContextIsThereForTheWorkAndNoLonger() throws Exception {
        RequestContext context = RequestContext.background(LIMIT);

        assertThat(context.call(RequestContext::current)).isSameAs(context);
        assertThat(RequestContext.current()).isNotEqualTo(context);
    }

    @Test
    void workOnAnotherThreadCarriesTheContext() throws Exception {
        RequestContext context = RequestContext.background(LIMIT);

        try (var elsewhere = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(elsewhere.submit(context.carry(RequestContext::current)).get())
                    .isSameAs(context);
            assertThat(elsewhere.submit(RequestContext::current).get()).isNotEqualTo(context);
        }
    }

    private static RequestContext from(Map<String, String> headers) {
        return RequestContext.fromHeaders(headers::get, LIMIT);
    }
}
