package io.celesteos.nlp.tagger;

/**
 * What every span of a text scores for every output. What words score in their roles is summed up first, once a word, so
 * that a span costs a handful of additions.
 */
public final class SpanScores {

    private final int size;
    private final int longest;
    private final int outputs;
    private final float[] scores;

    private SpanScores(int size, int longest, int outputs) {
        this.size = size;
        this.longest = longest;
        this.outputs = outputs;
        this.scores = new float[size * longest * outputs];
    }

    public static SpanScores of(EncodedText text, SpanWeights weights) {
        return of(text, weights, Thinning.NONE);
    }

    /** @param thinning of the sparse features */
    public static SpanScores of(EncodedText text, SpanWeights weights, Thinning thinning) {
        var scores = new SpanScores(text.size(), weights.longest(), weights.outputs());
        float[][] roles = new float[Role.values().length][];
        for (Role role : Role.values()) {
            roles[role.ordinal()] = inRole(text, role, weights, thinning);
        }
        for (int from = 0; from < text.size(); from++) {
            int ends = Math.min(text.size(), from + weights.longest());
            for (int to = from + 1; to <= ends; to++) {
                scores.fill(from, to, text, roles, weights, thinning);
            }
        }
        return scores;
    }

    /** Of the span {@code [from, to)} for an output. */
    public float score(int from, int to, int output) {
        return scores[at(from, to) + output];
    }

    public int size() {
        return size;
    }

    public int longest() {
        return longest;
    }

    /** Words of the longest span that starts here. */
    public int longestFrom(int from) {
        return Math.min(longest, size - from);
    }

    private int at(int from, int to) {
        return (from * longest + to - from - 1) * outputs;
    }

    private void fill(int from, int to, EncodedText text, float[][] roles, SpanWeights weights, Thinning thinning) {
        int at = at(from, to);
        RolesOfSpan.each(
                from, to, text.size(), (role, position) -> add(roles[role.ordinal()], (position + 1) * outputs, at));
        for (int feature : text.spanFeatures(from, to)) {
            if (!thinning.drops(feature)) {
                add(weights.sparse(), weights.row(feature), at);
            }
        }
    }

    private void add(float[] from, int offset, int at) {
        for (int c = 0; c < outputs; c++) {
            scores[at + c] += from[offset + c];
        }
    }

    private static float[] inRole(EncodedText text, Role role, SpanWeights weights, Thinning thinning) {
        int outputs = weights.outputs();
        float[] sums = new float[(text.size() + 2) * outputs];
        for (int position = -1; position <= text.size(); position++) {
            int at = (position + 1) * outputs;
            for (int feature : text.features(position, role)) {
                int played = EncodedText.inRole(feature, role);
                if (thinning.drops(played)) {
                    continue;
                }
                int row = weights.row(played);
                for (int c = 0; c < outputs; c++) {
                    sums[at + c] += weights.sparse()[row + c];
                }
            }
            if (role.dense()) {
                addVector(text.vector(position), role, weights, sums, at);
            }
        }
        return sums;
    }

    private static void addVector(float[] vector, Role role, SpanWeights weights, float[] sums, int at) {
        float[] dense = weights.dense();
        for (int c = 0; c < weights.outputs(); c++) {
            int from = weights.vector(role, c);
            float sum = 0;
            for (int k = 0; k < vector.length; k++) {
                sum += dense[from + k] * vector[k];
            }
            sums[at + c] += sum;
        }
    }
}
