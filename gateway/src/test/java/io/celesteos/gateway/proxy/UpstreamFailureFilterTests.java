package io.celesteos.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.downstream.Upstream;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

class UpstreamFailureFilterTests {

    private final UpstreamFailureFilter filter = new UpstreamFailureFilter(Upstream.SEARCH);

    @Test
    void aServiceThatCannotBeReachedIsUnavailableForAWhileAndItsAddressIsNotTold() {
        for (IOException failure : List.of(
                new ConnectException("Connection refused: db.internal/10.0.0.3:8001"),
                new UnknownHostException("search.internal"),
                new IOException("Connection reset by peer"))) {
            assertThat(filter.asProblem(failure)).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.type()).isEqualTo(ProblemType.UPSTREAM_UNAVAILABLE);
                assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                assertThat(problem.detail()).contains("search-engine").doesNotContain("internal", "10.0.0.3");
            });
        }
    }

    @Test
    void aServiceThatIsTooLateIsADeadline() {
        for (Exception failure : List.of(
                new TimeoutException("late"),
                ReadTimeoutException.INSTANCE,
                new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT))) {
            assertThat(filter.asProblem(failure))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED));
        }
    }

    @Test
    void everythingElseIsLeftAsItIs() {
        ProblemException ours = ProblemException.of(ProblemType.FORBIDDEN, "no");
        IllegalStateException bug = new IllegalStateException("bug");
        assertThat(filter.asProblem(ours)).isSameAs(ours);
        assertThat(filter.asProblem(bug)).isSameAs(bug);
    }
}
