package io.celesteos.nlp.fuzzy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mends typos in words of five letters or more: one edit, two from nine letters on, the first letter right. Numbers,
 * codes and short words are never touched, nor are words that are right as they stand. Thread-safe.
 */
public final class SpellingCorrector {

    static final int SHORTEST = 5;
    private static final int TWO_EDITS_FROM = 9;
    private static final int LONGEST = 24;
    private static final List<String> ENDINGS =
            List.of("s", "es", "d", "ed", "ing", "er", "ers", "ly", "al", "or", "ion", "ions", "able", "less", "ment");

    private final Set<String> vocabulary;
    private final Set<String> ordinaryWords;
    private final Map<Character, List<Entry>> byFirstLetter = new HashMap<>();

    /**
     * @param vocabulary words that may be meant
     * @param ordinaryWords words near one of those that are right as they stand
     */
    public SpellingCorrector(Set<String> vocabulary, Set<String> ordinaryWords) {
        this.ordinaryWords = Set.copyOf(ordinaryWords);
        this.vocabulary = new HashSet<>();
        vocabulary.stream()
                .filter(SpellingCorrector::isCorrectable)
                .filter(word -> !ordinaryWords.contains(word))
                .sorted()
                .forEach(word -> {
                    this.vocabulary.add(word);
                    byFirstLetter
                            .computeIfAbsent(word.charAt(0), unseen -> new ArrayList<>())
                            .add(new Entry(word, letters(word)));
                });
    }

    public boolean knows(String word) {
        return vocabulary.contains(word) || ordinaryWords.contains(word) || isInflected(word);
    }

    /** The nearest word, the first in alphabetical order of several; null when none is near or the word is right. */
    public @Nullable String correct(String word) {
        return !isCorrectable(word) || knows(word) ? null : nearest(word);
    }

    /** The same for a correctable word that is known to be wrong. */
    @Nullable
    String nearest(String word) {
        int bound = word.length() >= TWO_EDITS_FROM ? 2 : 1;
        long letters = letters(word);
        String nearest = null;
        int nearestDistance = bound + 1;
        for (Entry entry : byFirstLetter.getOrDefault(word.charAt(0), List.of())) {
            // An edit changes at most two of the letters in use: most words are ruled out by counting bits.
            if (Math.abs(entry.word().length() - word.length()) > bound
                    || Long.bitCount(letters ^ entry.letters()) > 2 * bound) {
                continue;
            }
            int distance = DamerauLevenshtein.within(word, entry.word(), nearestDistance - 1);
            if (distance < nearestDistance) {
                nearest = entry.word();
                nearestDistance = distance;
            }
        }
        return nearest;
    }

    private boolean isInflected(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending)) {
                String stem = word.substring(0, word.length() - ending.length());
                if (vocabulary.contains(stem) || vocabulary.contains(stem + "e")) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean isCorrectable(String word) {
        if (word.length() < SHORTEST || word.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    private static long letters(String word) {
        long letters = 0;
        for (int i = 0; i < word.length(); i++) {
            letters |= 1L << (word.charAt(i) - 'a');
        }
        return letters;
    }

    private record Entry(String word, long letters) {}
}
