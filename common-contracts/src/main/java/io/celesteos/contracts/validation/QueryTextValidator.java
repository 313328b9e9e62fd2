package io.celesteos.contracts.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Says which of the rules of {@link QueryText} was broken, so that the caller can mend it. */
public final class QueryTextValidator implements ConstraintValidator<QueryText, String> {

    private int max = 2000;

    @Override
    public void initialize(QueryText constraint) {
        max = constraint.max();
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        String broken = brokenRule(value, max);
        if (broken == null) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(broken).addConstraintViolation();
        return false;
    }

    /** What is wrong with {@code value}, to be put after the name of its field; null when nothing is. */
    public static @Nullable String brokenRule(@Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            return "is required: 1 to " + max + " characters";
        }
        if (value.length() > max) {
            return "is too long: " + value.length() + " characters, at most " + max + " are allowed";
        }
        boolean asksSomething = false;
        for (int i = 0; i < value.length(); ) {
            int codePoint = value.codePointAt(i);
            if (codePoint <= 0xFFFF && Character.isSurrogate((char) codePoint)) {
                return "holds half a character (a lone surrogate) at position " + i + ": send valid Unicode";
            }
            if (Character.isISOControl(codePoint) && codePoint != '\t' && codePoint != '\n' && codePoint != '\r') {
                return "holds a control character (U+%04X) at position %d: only tab and line ends are allowed"
                        .formatted(codePoint, i);
            }
            asksSomething |= Character.isLetterOrDigit(codePoint);
            i += Character.charCount(codePoint);
        }
        return asksSomething ? null : "needs at least one letter or digit";
    }
}
