package io.celesteos.nlp.tagger.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Exact spans: precision, recall and F1 by label and over all (micro). */
public final class Scorecard {

    private final TreeMap<String, int[]> counts = new TreeMap<>();

    /** Counts of one label, or of all. */
    public record Line(String label, int right, int found, int wanted) {

        public double precision() {
            return found == 0 ? 0 : (double) right / found;
        }

        public double recall() {
            return wanted == 0 ? 0 : (double) right / wanted;
        }

        /** Harmonic mean of precision and recall. */
        public double f1() {
            return found + wanted == 0 ? 0 : 2.0 * right / (found + wanted);
        }
    }

    void add(Set<GoldSpan> wanted, Set<GoldSpan> found) {
        wanted.forEach(span -> of(span.label())[2]++);
        found.forEach(span -> of(span.label())[1]++);
        Set<GoldSpan> right = new HashSet<>(found);
        right.retainAll(wanted);
        right.forEach(span -> of(span.label())[0]++);
    }

    public List<Line> lines() {
        return counts.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    public Line all() {
        int[] sum = new int[3];
        counts.values().forEach(count -> {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += count[i];
            }
        });
        return line("all", sum);
    }

    private int[] of(String label) {
        return counts.computeIfAbsent(label, unseen -> new int[3]);
    }

    private static Line line(String label, int[] count) {
        return new Line(label, count[0], count[1], count[2]);
    }
}
