package io.celesteos.streaming.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.problem.ProblemType;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamProblemTests {

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new HttpTimeoutException("late"), ProblemType.DEADLINE_EXCEEDED),
                Arguments.of(new TimeoutException("late"), ProblemType.DEADLINE_EXCEEDED),
                Arguments.of(new HttpConnectTimeoutException("away"), ProblemType.UPSTREAM_UNAVAILABLE),
                Arguments.of(new ConnectException("away"), ProblemType.UPSTREAM_UNAVAILABLE),
                Arguments.of(null, ProblemType.UPSTREAM_UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void lateIsToldApartFromAway(Exception cause, ProblemType told) {
        assertThat(UpstreamProblem.nothingUsable(new IllegalStateException(cause))
                        .type())
                .isEqualTo(told);
    }

    @Test
    void aSearchThatNeverEndedWasLate() {
        assertThat(UpstreamProblem.nothingUsable(null).type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
    }

    @Test
    void whoFindsTheSearchAwayIsToldWhenToComeBack() {
        assertThat(UpstreamProblem.nothingUsable(new IllegalStateException("away"))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatIsNoRefusalIsNotAboutTheRequest() {
        assertThat(UpstreamProblem.aboutTheRequest(new IllegalStateException("bug")))
                .isEmpty();
    }
}
