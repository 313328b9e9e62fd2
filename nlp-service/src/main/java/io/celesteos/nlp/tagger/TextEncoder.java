package io.celesteos.nlp.tagger;

import java.util.List;

/** Turns words into features: the word, its beginnings and endings, its shape, and a vector of its meaning. Thread-safe. */
public final class TextEncoder {

    private static final int WORD = 0x11;
    private static final int SHAPE = 0x12;
    private static final int BEGINNING = 0x13;
    private static final int ENDING = 0x14;
    private static final int SHORTEST_AFFIX = 2;
    private static final int LONGEST_AFFIX = 4;
    private static final int START = FeatureHash.of(WORD, "<start>");
    private static final int END = FeatureHash.of(WORD, "<end>");

    private final WordPieces pieces;

    public TextEncoder(WordPieces pieces) {
        this.pieces = pieces;
    }

    /** How long a word's vector is. */
    public int dimensions() {
        return pieces.dimensions();
    }

    public EncodedText encode(List<TaggerWord> text) {
        int n = text.size();
        int[] words = new int[n + 2];
        int[][] features = new int[n + 2][];
        float[][] vectors = new float[n + 2][];
        words[0] = START;
        words[n + 1] = END;
        features[0] = new int[] {START};
        features[n + 1] = new int[] {END};
        vectors[0] = new float[dimensions()];
        vectors[n + 1] = vectors[0];
        for (int i = 0; i < n; i++) {
            TaggerWord word = text.get(i);
            words[i + 1] = FeatureHash.of(WORD, word.form());
            features[i + 1] = features(word);
            vectors[i + 1] = pieces.vector(word.form());
        }
        return new EncodedText(words, features, vectors);
    }

    private static int[] features(TaggerWord word) {
        String form = word.form();
        int affixes = Math.clamp(form.length() - SHORTEST_AFFIX, 0, LONGEST_AFFIX - SHORTEST_AFFIX + 1);
        int[] features = new int[2 + 2 * affixes];
        features[0] = FeatureHash.of(WORD, form);
        features[1] = FeatureHash.of(SHAPE, word.shape());
        for (int i = 0; i < affixes; i++) {
            int length = SHORTEST_AFFIX + i;
            features[2 + 2 * i] = FeatureHash.of(BEGINNING, form, 0, length);
            features[3 + 2 * i] = FeatureHash.of(ENDING, form, form.length() - length, form.length());
        }
        return features;
    }
}
