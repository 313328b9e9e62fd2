package io.celesteos.nlp.tagger.training;

import java.util.Comparator;

/** Words {@code [from, to)} of a text and their label. */
record GoldSpan(int from, int to, String label) {

    static final Comparator<GoldSpan> IN_ORDER = Comparator.comparingInt(GoldSpan::from)
            .thenComparingInt(GoldSpan::to)
            .thenComparing(GoldSpan::label);

    boolean contains(GoldSpan other) {
        return from <= other.from && other.to <= to && !equals(other);
    }

    int length() {
        return to - from;
    }
}
