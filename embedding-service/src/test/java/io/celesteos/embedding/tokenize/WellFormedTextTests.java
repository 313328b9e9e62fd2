package io.celesteos.embedding.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WellFormedTextTests {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("plain", -1),
                Arguments.of("pump \uD83D\uDEA2 ok", -1),
                Arguments.of("\uD83D\uDEA2\uD83D\uDEA2", -1),
                Arguments.of("nul \u0000 is a character", -1),
                Arguments.of("\uFFFD is one too", -1),
                Arguments.of("half \uD83D", 5),
                Arguments.of("\uDEA2 other half", 0),
                Arguments.of("\uDEA2\uD83D swapped", 0),
                Arguments.of("\uD83D\uD83D\uDEA2", 0),
                Arguments.of("\uD83D\uDEA2\uDEA2", 2));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void findsTheFirstHalfCharacter(String text, int position) {
        assertThat(WellFormedText.loneSurrogate(text)).isEqualTo(position);
    }

    @Test
    void namesTheTextThatIsWrong() {
        assertThatThrownBy(() -> WellFormedText.require("texts", List.of("fine", "half \uD83D")))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldProblem::field)
                        .containsExactly("texts[1]"));
        assertThatCode(() -> WellFormedText.require("texts", List.of("fine"))).doesNotThrowAnyException();
    }

    @Test
    void namesSeveralButNotAll() {
        assertThatThrownBy(() -> WellFormedText.require("texts", Collections.nCopies(50, "\uD83D")))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.errors()).hasSize(10));
    }
}
