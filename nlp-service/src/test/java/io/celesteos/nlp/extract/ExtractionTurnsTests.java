package io.celesteos.nlp.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ExtractionTurnsTests {

    private final ExtractionTurns turns =
            new ExtractionTurns(new ExtractProperties(ZoneId.of("UTC"), 1, Duration.ofMillis(1)));

    @Test
    void aTurnIsGivenBackAlsoWhenTheWorkFails() throws Exception {
        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(turns.take(() -> "read")).isEqualTo("read");
    }

    @Test
    void whoGetsNoTurnIsToldToComeBack() {
        assertThatThrownBy(() -> turns.take(() -> turns.take(() -> "never")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
                    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                });
    }
}
