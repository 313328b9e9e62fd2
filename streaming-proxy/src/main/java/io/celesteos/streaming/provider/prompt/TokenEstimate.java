package io.celesteos.streaming.provider.prompt;

/**
 * How many tokens a text may be, without the model's own tokenizer: three ASCII characters to a token and every
 * other character one of its own. English prose has about four characters to a token in current vocabularies, so
 * this is high by a quarter; part numbers and tables come close to it.
 */
public final class TokenEstimate {

    /** What a dialect puts around one message. */
    static final int PER_MESSAGE = 4;

    private static final int ASCII_PER_TOKEN = 3;

    private TokenEstimate() {}

    public static int of(CharSequence text) {
        int ascii = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii++;
            } else if (!Character.isLowSurrogate(c)) {
                others++;
            }
        }
        return (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN + others;
    }
}
