package io.celesteos.nlp.equipment;

import io.celesteos.nlp.text.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A machine as a text names it, before the yacht's list is asked.
 *
 * @param side {@code port}, {@code starboard}, {@code centre}, {@code forward}, {@code aft}; null where not said
 * @param number 1 to 20; null where not said
 * @param letter {@code a} to {@code f} for {@code Stabiliser B}; null where not said
 */
record MachineName(
        Span span,
        String type,
        String canonicalType,
        @Nullable String side,
        @Nullable Integer number,
        @Nullable String letter) {

    boolean isParticular() {
        return side != null || number != null || letter != null;
    }

    /** {@code port generator 2}, {@code stabiliser B}. */
    String canonical() {
        StringBuilder name = new StringBuilder();
        if (side != null) {
            name.append(side).append(' ');
        }
        name.append(canonicalType);
        if (number != null) {
            name.append(' ').append(number);
        }
        if (letter != null) {
            name.append(' ').append(letter.toUpperCase(Locale.ROOT));
        }
        return name.toString();
    }
}
