package io.celesteos.search.fallback;

import java.nio.charset.StandardCharsets;

/**
 * How many tokens a text has, without the provider's tokenizer. English has about four bytes a token, part numbers
 * and other scripts down to two and less: three is on the high side for the passages of ships.
 */
public final class TokenEstimate {

    private static final int BYTES_A_TOKEN = 3;

    /** A model reads 8,192 tokens; a text of two bytes a token still fits. */
    private static final int LONGEST_TEXT = 16_000;

    private TokenEstimate() {}

    public static int of(String text) {
        return bytes(text) / BYTES_A_TOKEN + 1;
    }

    /** As much of the text as the model reads; a longer one would be refused. */
    public static String cut(String text) {
        if (bytes(text) <= LONGEST_TEXT) {
            return text;
        }
        int end = Math.min(text.length(), LONGEST_TEXT);
        while (bytes(text.substring(0, end)) > LONGEST_TEXT) {
            end = end * 9 / 10;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
