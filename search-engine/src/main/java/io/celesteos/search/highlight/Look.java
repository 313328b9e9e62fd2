package io.celesteos.search.highlight;

import java.util.Arrays;

/** How a word looks: its trigrams, the ends padded, each once and in order. */
record Look(long[] trigrams) {

    private static final int BITS = 16;

    static Look of(String word) {
        String padded = ' ' + word + ' ';
        long[] trigrams = new long[Math.max(0, padded.length() - 2)];
        for (int i = 0; i < trigrams.length; i++) {
            trigrams[i] =
                    (long) padded.charAt(i) << 2 * BITS | (long) padded.charAt(i + 1) << BITS | padded.charAt(i + 2);
        }
        return new Look(Arrays.stream(trigrams).sorted().distinct().toArray());
    }

    /** Dice's coefficient, 0 to 1. */
    double alike(Look other) {
        int shared = 0;
        for (int i = 0, j = 0; i < trigrams.length && j < other.trigrams.length; ) {
            long difference = trigrams[i] - other.trigrams[j];
            if (difference == 0) {
                shared++;
            }
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return 2.0 * shared / (trigrams.length + other.trigrams.length);
    }
}
