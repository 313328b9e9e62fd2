package io.celesteos.streaming.provider.extractive;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words and codes of a text in a form in which a question and a sentence can be compared: lower case, stop
 * words gone, common endings off, and codes the same however they are written ({@code SPN 4364}, {@code
 * SPN-4364} and {@code SPN4364} share a term, and {@code 3512B} has that of {@code 3512}).
 */
final class Terms {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern PART = Pattern.compile("\\p{N}{2,}|\\p{L}{2,}");
    private static final Pattern GLUE = Pattern.compile("[ \\-./:#]{0,2}");
    private static final int LONGEST_PREFIX = 10;
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "about", "after", "all", "an", "and", "any", "are", "as", "at", "be", "been", "before", "but", "by",
            "can", "did", "do", "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it",
            "its", "may", "me", "my", "not", "of", "on", "or", "our", "should", "so", "that", "the", "their", "them",
            "then", "there", "these", "they", "this", "to", "was", "we", "were", "what", "when", "where", "which",
            "while", "who", "why", "will", "with", "you", "your");

    private Terms() {}

    static Set<String> of(String text) {
        Set<String> terms = new LinkedHashSet<>();
        Matcher matcher = TOKEN.matcher(text);
        String previous = "";
        int previousEnd = 0;
        while (matcher.find()) {
            String token = matcher.group().toLowerCase(Locale.ROOT);
            if (isCode(token)) {
                addCode(token, terms);
                if (isPrefix(previous)
                        && GLUE.matcher(text.substring(previousEnd, matcher.start()))
                                .matches()) {
                    terms.add(previous + token);
                }
            } else if (!STOP_WORDS.contains(token) && token.length() > 1) {
                terms.add(stem(token));
            }
            previous = token;
            previousEnd = matcher.end();
        }
        return terms;
    }

    /** Whether a term has a digit in it: a fault code, a part number, a model, a value. */
    static boolean isCode(String term) {
        return term.codePoints().anyMatch(Character::isDigit);
    }

    /** A lone digit says nothing without the word before it. */
    private static void addCode(String token, Set<String> terms) {
        if (token.length() < 2) {
            return;
        }
        terms.add(token);
        Matcher part = PART.matcher(token);
        while (part.find()) {
            if (part.group().length() < token.length()) {
                terms.add(part.group());
            }
        }
    }

    private static boolean isPrefix(String token) {
        return !token.isEmpty() && token.length() <= LONGEST_PREFIX && !isCode(token) && !STOP_WORDS.contains(token);
    }

    /** Enough for "overheating", "overheats" and "overheated" to meet; a wrong stem only has to be the same twice. */
    private static String stem(String word) {
        for (String ending : new String[] {"ing", "ed", "es", "s"}) {
            if (word.length() >= ending.length() + 4 && word.endsWith(ending) && !word.endsWith("ss")) {
                return trimE(word.substring(0, word.length() - ending.length()));
            }
        }
        return trimE(word);
    }

    private static String trimE(String word) {
        return word.length() > 4 && word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
    }
}
