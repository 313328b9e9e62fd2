package io.celesteos.bench.embedding;

import io.celesteos.bench.latency.Times;
import java.util.Arrays;
import java.util.List;

/**
 * The times of one contender on one workload.
 *
 * @param millis in the order of the rounds, so that two contenders' times of one round can be compared
 */
record Series(String contender, Contender.Kind kind, List<Double> millis) {

    Series {
        millis = List.copyOf(millis);
    }

    double percentile(double percent) {
        return new Times(contender, array(), 0).percentile(percent);
    }

    double median() {
        return medianOf(array());
    }

    /**
     * How many times as fast as {@code other} this one is: the median of the ratios of each round, because a slow
     * minute of the machine hits both sides of one round and not those of two.
     */
    double speedRelativeTo(Series other) {
        if (millis.size() != other.millis.size()) {
            throw new IllegalArgumentException(millis.size() + " rounds against " + other.millis.size());
        }
        double[] ratios = new double[millis.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = other.millis.get(i) / millis.get(i);
        }
        return medianOf(ratios);
    }

    private double[] array() {
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Of an even number, the mean of the two in the middle. */
    static double medianOf(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
