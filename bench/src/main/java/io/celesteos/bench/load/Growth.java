package io.celesteos.bench.load;

/** How a figure grows with the number of chunks, by least squares; both need two sizes that differ. */
final class Growth {

    private static final double MILLION = 1e6;

    private Growth() {}

    /**
     * The exponent b of {@code a * chunks^b}, fitted to logarithms: 0 does not grow, 1 grows as the chunks do.
     *
     * @param values above 0
     * @return NaN of fewer than two sizes or of values that are not above 0
     */
    static double exponent(double[] chunks, double[] values) {
        return slope(logarithms(chunks), logarithms(values));
    }

    /** The slope of a straight line, for a million chunks; NaN of fewer than two sizes. */
    static double perMillion(double[] chunks, double[] values) {
        return slope(chunks, values) * MILLION;
    }

    private static double[] logarithms(double[] values) {
        return java.util.Arrays.stream(values)
                .map(value -> value > 0 ? Math.log(value) : Double.NaN)
                .toArray();
    }

    private static double slope(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("a value for each size, not " + y.length + " for " + x.length);
        }
        double meanX = java.util.Arrays.stream(x).average().orElse(Double.NaN);
        double meanY = java.util.Arrays.stream(y).average().orElse(Double.NaN);
        double together = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            together += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        return squares == 0 ? Double.NaN : together / squares;
    }
}
