package io.celesteos.embedding.caller;

import java.util.Locale;

/** How soon an answer is wanted. */
public enum Urgency {
    /** Somebody waits for it: one text, a few queries, a reranking. Goes ahead of bulk work. */
    LIVE,
    /**
     * Bulk by its shape, live by its caller's word. Goes ahead too, but is charged as bulk work is, so that the
     * word alone buys nobody a larger share.
     */
    HASTENED,
    /** Many texts that somebody will want at some time: an import, a new index. */
    BULK;

    /** Whether it goes ahead of bulk work. */
    public boolean ahead() {
        return this != BULK;
    }

    /** As metrics name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
