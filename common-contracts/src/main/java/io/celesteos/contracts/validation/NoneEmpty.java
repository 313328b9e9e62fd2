package io.celesteos.contracts.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A list from a caller, of which no element is null, blank or longer than {@link #maxLength}. The first
 * {@value NoneEmptyValidator#MAX_REPORTED} that are, are reported.
 *
 * <p>Instead of constraints on the elements ({@code List<@NotBlank String>}): those report each one, at a cost that
 * grows with the square of their number, and the 350,000 empty texts that fit into one body keep a core busy for
 * minutes.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NoneEmptyValidator.class)
public @interface NoneEmpty {
    /** UTF-16 units of an element that is a text. */
    int maxLength() default Integer.MAX_VALUE;

    String message() default "must not be empty";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
