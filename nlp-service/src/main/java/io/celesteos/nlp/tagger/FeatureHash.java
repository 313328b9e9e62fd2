package io.celesteos.nlp.tagger;

/** Names of features as 32-bit numbers: no dictionary to ship, and a collision now and then. */
final class FeatureHash {

    private FeatureHash() {}

    /** Part of a word as a feature of {@code kind}. */
    static int of(int kind, String word, int from, int to) {
        int hash = 0x811C9DC5 ^ kind;
        for (int i = from; i < to; i++) {
            hash = (hash ^ word.charAt(i)) * 0x01000193;
        }
        return finish(hash);
    }

    static int of(int kind, String word) {
        return of(kind, word, 0, word.length());
    }

    /** Two features as one. */
    static int both(int one, int other) {
        return finish(one * 0x9E3779B1 + other);
    }

    /** MurmurHash3's finaliser: every bit of the input moves every bit of the output. */
    private static int finish(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }
}
