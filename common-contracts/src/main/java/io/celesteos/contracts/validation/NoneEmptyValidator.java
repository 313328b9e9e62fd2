package io.celesteos.contracts.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which elements break {@link NoneEmpty}, in their order. */
public final class NoneEmptyValidator implements ConstraintValidator<NoneEmpty, List<?>> {

    static final int MAX_REPORTED = 10;

    private int maxLength = Integer.MAX_VALUE;

    @Override
    public void initialize(NoneEmpty constraint) {
        maxLength = constraint.maxLength();
    }

    @Override
    public boolean isValid(@Nullable List<?> elements, ConstraintValidatorContext context) {
        if (elements == null) {
            return true;
        }
        int broken = 0;
        int index = 0;
        for (Object element : elements) {
            String rule = brokenRule(element, context);
            if (rule != null) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(rule)
                        .addBeanNode()
                        .inIterable()
                        .atIndex(index)
                        .addConstraintViolation();
                if (++broken == MAX_REPORTED) {
                    break;
                }
            }
            index++;
        }
        return broken == 0;
    }

    private @Nullable String brokenRule(@Nullable Object element, ConstraintValidatorContext context) {
        return switch (element) {
            case null -> context.getDefaultConstraintMessageTemplate();
            case String text when text.isBlank() -> context.getDefaultConstraintMessageTemplate();
            case String text
            when text.length() > maxLength ->
                "is too long: " + text.length() + " characters, at most " + maxLength + " are allowed";
            default -> null;
        };
    }
}
