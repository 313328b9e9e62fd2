package io.celesteos.nlp.fuzzy;

import java.util.Arrays;

/**
 * Edit distance with insertions, deletions, substitutions and swaps of neighbours, each substring edited once
 * (optimal string alignment; Damerau, CACM 7(3), 1964), cut off at a bound. Only a band of the matrix around the
 * diagonal is filled: O(bound × length).
 */
final class DamerauLevenshtein {

    private DamerauLevenshtein() {}

    /** @return the distance, or {@code bound + 1} when it is larger than {@code bound} */
    static int within(String a, String b, int bound) {
        int beyond = bound + 1;
        if (Math.abs(a.length() - b.length()) > bound) {
            return beyond;
        }
        int[] twoUp = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            Arrays.fill(row, beyond);
            row[0] = i;
            int best = i;
            for (int j = Math.max(1, i - bound); j <= Math.min(b.length(), i + bound); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int distance = Math.min(Math.min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    distance = Math.min(distance, twoUp[j - 2] + 1);
                }
                row[j] = Math.min(distance, beyond);
                best = Math.min(best, row[j]);
            }
            if (best > bound) {
                return beyond;
            }
            int[] spare = twoUp;
            twoUp = above;
            above = row;
            row = spare;
        }
        return Math.min(above[b.length()], beyond);
    }
}
