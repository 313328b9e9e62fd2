package io.celesteos.nlp.tagger;

/** What a word is to a span. A span's score is the sum of what its words score in their roles, and its own features. */
public enum Role {
    /** The head, in English: the last word. */
    LAST(true),
    /** The last word of a span of one, two, more words. */
    LAST_OF_ONE(true),
    LAST_OF_TWO(false),
    LAST_OF_MORE(false),
    /** The first of several. */
    FIRST(false),
    /** Any but the last. */
    MODIFIER(true),
    BEFORE(true),
    AFTER(true),
    BEFORE_THAT(false),
    AFTER_THAT(false);

    private final boolean dense;

    Role(boolean dense) {
        this.dense = dense;
    }

    /** Whether the word's vector counts in this role. */
    public boolean dense() {
        return dense;
    }

    /** Two words away: only which word it is counts, not how it is built. */
    boolean distant() {
        return this == BEFORE_THAT || this == AFTER_THAT;
    }

    static Role lastOf(int words) {
        return switch (words) {
            case 1 -> LAST_OF_ONE;
            case 2 -> LAST_OF_TWO;
            default -> LAST_OF_MORE;
        };
    }
}
