package io.celesteos.nlp.tagger;

import java.util.function.UnaryOperator;

/**
 * A text as numbers. Positions count words from 0; {@code -1} and {@link #size()} stand for its two ends.
 *
 * <p>The arrays handed out are its own: to be read only.
 */
public final class EncodedText {

    private static final int MIXED = 0x51;
    private static final int PHRASE = 0x52;
    private static final int LENGTH = 0x53;
    private static final int ENTERED = 0x54;
    private static final int LEFT = 0x55;
    private static final int AROUND = 0x56;
    private static final int ENDS = 0x57;
    private static final int TAIL = 0x58;
    private static final int INNER_PAIR = 0x59;
    private static final int LENGTH_AFTER = 0x5A;
    private static final int LENGTH_BEFORE = 0x5B;

    private final int[] words;
    private final int[][] features;
    private final int[][] wordAlone;
    private final float[][] vectors;

    EncodedText(int[] words, int[][] features, float[][] vectors) {
        this.words = words;
        this.features = features;
        this.vectors = vectors;
        this.wordAlone = new int[words.length][];
        for (int i = 0; i < words.length; i++) {
            wordAlone[i] = new int[] {words[i]};
        }
    }

    public int size() {
        return words.length - 2;
    }

    /** Features of the word at {@code position} that count in this role. */
    public int[] features(int position, Role role) {
        return role.distant() ? wordAlone[position + 1] : features[position + 1];
    }

    /** What the word means, as far as its letters tell; zeros where nothing is known. */
    public float[] vector(int position) {
        return vectors[position + 1];
    }

    /** The same text with other vectors. */
    public EncodedText withVectors(UnaryOperator<float[]> change) {
        float[][] changed = new float[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            changed[i] = change.apply(vectors[i]);
        }
        return new EncodedText(words, features, changed);
    }

    /** The same feature in this role. */
    public static int inRole(int feature, Role role) {
        return FeatureHash.both(feature, MIXED + role.ordinal());
    }

    /** Features of the words {@code [from, to)} taken together. */
    public int[] spanFeatures(int from, int to) {
        int length = to - from;
        int first = words[from + 1];
        int last = words[to];
        int before = words[from];
        int after = words[to + 1];
        int[] all = new int[length == 1 ? 7 : 9 + length - 1];
        int phrase = PHRASE;
        for (int i = from; i < to; i++) {
            phrase = FeatureHash.both(phrase, words[i + 1]);
        }
        all[0] = phrase;
        all[1] = FeatureHash.both(LENGTH, length);
        all[2] = FeatureHash.both(FeatureHash.both(ENTERED, before), first);
        all[3] = FeatureHash.both(FeatureHash.both(LEFT, last), after);
        all[4] = FeatureHash.both(FeatureHash.both(AROUND, before), after);
        all[5] = FeatureHash.both(FeatureHash.both(LENGTH_BEFORE, before), Math.min(length, 3));
        all[6] = FeatureHash.both(FeatureHash.both(LENGTH_AFTER, after), Math.min(length, 3));
        if (length > 1) {
            all[7] = FeatureHash.both(FeatureHash.both(ENDS, first), last);
            all[8] = FeatureHash.both(FeatureHash.both(TAIL, words[to - 1]), last);
            for (int i = from; i < to - 1; i++) {
                all[9 + i - from] = FeatureHash.both(FeatureHash.both(INNER_PAIR, words[i + 1]), words[i + 2]);
            }
        }
        return all;
    }
}
