package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchAdmissionTests {

    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));

    private final SearchAdmission admission = new SearchAdmission(
            new QueryProperties(100, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofMillis(5)));

    @Test
    void overTheLimitIsRefusedWithATimeToComeBack() {
        assertThatThrownBy(() -> admission.within(SOON, () -> admission.within(SOON, () -> "inner")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
                    assertThat(problem.retryAfter()).isPositive();
                });
    }

    @Test
    void aPlaceIsGivenBackAlsoByAFailure() {
        assertThatThrownBy(() -> admission.within(SOON, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(admission.<String>within(SOON, () -> "next")).isEqualTo("next");
    }
}
