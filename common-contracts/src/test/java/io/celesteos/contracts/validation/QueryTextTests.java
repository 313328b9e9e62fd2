package io.celesteos.contracts.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTests {

    private record Question(@QueryText String query) {}

    private record ShortQuestion(@QueryText(max = 5) String query) {}

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private final Validator validator = FACTORY.getValidator();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAT 3512 overheating",
                "7",
                "Öldruck zu niedrig?",
                "高温警报",
                "leak 💧 under port genset",
                "first line\nsecond\tcolumn\r\n",
                "¿dónde está la válvula? ½",
                "e\u0301lectrovanne",
                "{max} ${user} <mark>"
            })
    void whatAPersonTypesIsAccepted(String text) {
        assertThat(validator.validate(new Question(text))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatAsksNothingOrIsBrokenIsRefusedWithTheReason(String text, String message) {
        assertThat(validator.validate(new Question(text)))
                .extracting(ConstraintViolation::getMessage)
                .containsExactly(message);
    }

    static Stream<Arguments> refused() {
        String required = "is required: 1 to 2000 characters";
        return Stream.of(
                arguments(null, required),
                arguments("", required),
                arguments(" \t\n\u2003", required),
                arguments("?!…", "needs at least one letter or digit"),
                arguments("💧🔥", "needs at least one letter or digit"),
                arguments(
                        "pump\u0000",
                        "holds a control character (U+0000) at position 4: only tab and line ends are allowed"),
                arguments(
                        "\u001b[31mred",
                        "holds a control character (U+001B) at position 0: only tab and line ends are allowed"),
                arguments(
                        "a\u0085b",
                        "holds a control character (U+0085) at position 1: only tab and line ends are allowed"),
                arguments("ab\ud83d", "holds half a character (a lone surrogate) at position 2: send valid Unicode"),
                arguments("\udca7ab", "holds half a character (a lone surrogate) at position 0: send valid Unicode"),
                arguments("a".repeat(2001), "is too long: 2001 characters, at most 2000 are allowed"));
    }

    @Test
    void theLongestQueryIsAccepted() {
        assertThat(validator.validate(new Question("a".repeat(2000)))).isEmpty();
    }

    @Test
    void theLimitCanBeSet() {
        assertThat(validator.validate(new ShortQuestion("five5"))).isEmpty();
        assertThat(validator.validate(new ShortQuestion("sixsix")))
                .extracting(ConstraintViolation::getMessage)
                .containsExactly("is too long: 6 characters, at most 5 are allowed");
    }
}
