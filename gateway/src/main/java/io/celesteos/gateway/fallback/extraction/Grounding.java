package io.celesteos.gateway.fallback.extraction;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a model claims to have read. A claim counts only where it stands in the text, as whole words; asked twice
 * for the same it gives the next place. Where it stands is measured here and never taken from the model. Used by one
 * thread, for one text.
 */
final class Grounding {

    /** Half-open, in UTF-16 units; {@code text} as the text has it. */
    record Place(String text, int start, int end) {}

    private final String text;
    private final Map<String, Integer> next = new HashMap<>();

    Grounding(String text) {
        this.text = text;
    }

    /** @param use what the claim is for: the same words may be two kinds of thing in one place */
    Optional<Place> find(String use, String claimed) {
        String wanted = claimed.strip();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String key = use + ' ' + wanted.toLowerCase(Locale.ROOT);
        for (int at = next.getOrDefault(key, 0); at + wanted.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, wanted, 0, wanted.length()) && whole(at, at + wanted.length())) {
                next.put(key, at + wanted.length());
                return Optional.of(new Place(text.substring(at, at + wanted.length()), at, at + wanted.length()));
            }
        }
        return Optional.empty();
    }

    private boolean whole(int start, int end) {
        return !(start > 0 && wordGoesOn(text.charAt(start - 1), text.charAt(start)))
                && !(end < text.length() && wordGoesOn(text.charAt(end - 1), text.charAt(end)));
    }

    private static boolean wordGoesOn(char before, char after) {
        return Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after)
                || Character.isHighSurrogate(before) && Character.isLowSurrogate(after);
    }
}
