package io.celesteos.gateway.fallback.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query asks for, read without any vocabulary.
 *
 * @param words in the order asked, each once, as written
 * @param codes words that look like codes ({@code 1R-0726}, {@code 4364}), looked for letter by letter too
 * @param joined neighbouring words without what stands between them, in lower case, with a digit in each: {@code
 *     spn4364fmi2} equals the code of a fault however either is spaced
 */
record QueryWords(List<String> words, List<String> codes, List<String> joined) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[-./_'’][\\p{L}\\p{N}]+)*");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Enough for any question; what follows of a text of 2,000 characters would cost a comparison a row each. */
    private static final int MOST_WORDS = 24;

    private static final int MOST_JOINED = 6;
    private static final int SHORTEST_NUMBER = 3;
    /** Would turn the query around in the language of web searches. */
    private static final String OR = "or";

    QueryWords {
        words = List.copyOf(words);
        codes = List.copyOf(codes);
        joined = List.copyOf(joined);
    }

    static QueryWords of(String query) {
        Set<String> words = new LinkedHashSet<>();
        Set<String> codes = new LinkedHashSet<>();
        List<String> parts = new ArrayList<>();
        Matcher word = WORD.matcher(query);
        while (word.find() && words.size() < MOST_WORDS) {
            String written = word.group();
            if (written.toLowerCase(Locale.ROOT).equals(OR)) {
                continue;
            }
            words.add(written);
            if (looksLikeCode(written)) {
                codes.add(written);
            }
            parts.addAll(List.of(SEPARATORS.split(written.toLowerCase(Locale.ROOT))));
        }
        return new QueryWords(List.copyOf(words), List.copyOf(codes), joined(parts));
    }

    /** Any of the words, as {@code websearch_to_tsquery} reads it. */
    String anyOfThem() {
        return String.join(" or ", words);
    }

    private static boolean looksLikeCode(String word) {
        boolean digit = word.chars().anyMatch(Character::isDigit);
        boolean more = word.chars().anyMatch(c -> !Character.isDigit(c));
        return digit && word.length() >= SHORTEST_NUMBER && (more || word.length() > SHORTEST_NUMBER);
    }

    private static List<String> joined(List<String> parts) {
        Set<String> joined = new LinkedHashSet<>();
        for (int from = 0; from < parts.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < Math.min(parts.size(), from + MOST_JOINED); to++) {
                run.append(parts.get(to));
                if (run.length() >= SHORTEST_NUMBER && run.chars().anyMatch(Character::isDigit)) {
                    joined.add(run.toString());
                }
            }
        }
        return List.copyOf(joined);
    }
}
