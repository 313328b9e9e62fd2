package io.celesteos.nlp.yacht;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A part in the yacht's inventory. */
public record YachtPart(
        String partNumber, String name, @Nullable String manufacturer) {

    /** The number without the signs that people leave out: {@code 1r0726} for {@code 1R-0726}. */
    public static String key(String partNumber) {
        StringBuilder key = new StringBuilder(partNumber.length());
        for (char c : partNumber.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                key.append(c);
            }
        }
        return key.toString();
    }

    /** The key with one sign for all that look alike: O is read as 0, I and L as 1, S as 5, B as 8. */
    public static String look(String partNumber) {
        return key(partNumber)
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1')
                .replace('s', '5')
                .replace('b', '8');
    }
}
