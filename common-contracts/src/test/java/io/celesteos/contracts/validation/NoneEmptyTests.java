package io.celesteos.contracts.validation;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NoneEmptyTests {

    private record Texts(@Nullable @NoneEmpty(maxLength = 5) List<String> texts) {}

    private record Numbers(
            @NoneEmpty(message = "must be a number") List<Double> numbers) {}

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private final Validator validator = FACTORY.getValidator();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    private List<String> problems(Object request) {
        return validator.validate(request).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .toList();
    }

    @Test
    void listsOfTextsAreAccepted() {
        assertThat(problems(new Texts(List.of("a", "pump", "\u00e9")))).isEmpty();
        assertThat(problems(new Texts(List.of()))).isEmpty();
        assertThat(problems(new Texts(null))).isEmpty();
    }

    @Test
    void eachElementThatIsMissingBlankOrTooLongIsNamed() {
        assertThat(problems(new Texts(Arrays.asList("a", "", " \t\u2003", null, "generator"))))
                .containsExactly(
                        "texts[1] must not be empty",
                        "texts[2] must not be empty",
                        "texts[3] must not be empty",
                        "texts[4] is too long: 9 characters, at most 5 are allowed");
    }

    @Test
    void elementsThatAreNoTextsAreOnlyHeldToBeThere() {
        assertThat(problems(new Numbers(Arrays.asList(0.0, null)))).containsExactly("numbers[1] must be a number");
    }

    @Test
    @Timeout(10)
    void asManyEmptyTextsAsABodyHoldsAreRefusedAtOnce() {
        assertThat(problems(new Texts(nCopies(350_000, "")))).hasSize(NoneEmptyValidator.MAX_REPORTED);
    }
}
