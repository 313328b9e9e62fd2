package io.celesteos.nlp.extract;

/**
 * How one category came out over many sentences: a span counts as right when start, end and category are the annotator's.
 *
 * @param wrong found and not annotated
 * @param missed annotated and not found
 */
record SpanScore(int right, int wrong, int missed) {

    static final SpanScore NONE = new SpanScore(0, 0, 0);

    SpanScore plus(int moreRight, int moreWrong, int moreMissed) {
        return new SpanScore(right + moreRight, wrong + moreWrong, missed + moreMissed);
    }

    double precision() {
        return ratio(right, right + wrong);
    }

    double recall() {
        return ratio(right, right + missed);
    }

    double f1() {
        return ratio(2 * right, 2 * right + wrong + missed);
    }

    /** Of nothing, everything was right. */
    private static double ratio(int part, int whole) {
        return whole == 0 ? 1 : part / (double) whole;
    }
}
