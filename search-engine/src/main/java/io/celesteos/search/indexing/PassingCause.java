package io.celesteos.search.indexing;

import org.jspecify.annotations.Nullable;

/** The file is not at fault: later, or elsewhere, it may be read. */
final class PassingCause extends Exception {

    private static final long serialVersionUID = 1L;

    private final String words;

    /** @param words for the person who sent the file */
    PassingCause(String words, @Nullable Throwable cause) {
        super(words, cause);
        this.words = words;
    }

    String words() {
        return words;
    }
}
