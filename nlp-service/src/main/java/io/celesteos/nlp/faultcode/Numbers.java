package io.celesteos.nlp.faultcode;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Numbers out of matched groups; patterns bound their digits, so none overflows. */
final class Numbers {

    private Numbers() {}

    /** Null when the group took no part in the match. */
    static @Nullable Integer group(Matcher match, String name) {
        String digits = match.group(name);
        return digits == null ? null : Integer.valueOf(digits);
    }

    /** The first of two groups that took part, one of which did. */
    static @Nullable Integer either(Matcher match, String first, String second) {
        Integer number = group(match, first);
        return number == null ? group(match, second) : number;
    }

    static boolean isFmi(@Nullable Integer fmi) {
        return fmi != null && fmi <= J1939Table.LARGEST_FMI;
    }
}
