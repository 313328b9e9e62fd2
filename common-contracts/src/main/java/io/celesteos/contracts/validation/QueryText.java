package io.celesteos.contracts.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text a person typed to be searched: 1 to {@link #max} UTF-16 units, at least one letter or digit, no control
 * characters other than tab and line ends, no lone surrogates. Emoji beside words are fine; alone they ask
 * nothing. Null is refused too.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = QueryTextValidator.class)
public @interface QueryText {
    int max() default 2000;

    String message() default "is required: 1 to {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
