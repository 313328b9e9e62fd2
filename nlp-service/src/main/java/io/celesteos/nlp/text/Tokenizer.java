package io.celesteos.nlp.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a folded text into tokens, in one pass. Words become their standard spelling here ({@code stabilizer},
 * {@code stbd}), so that everything after it knows one spelling only. Thread-safe.
 */
public final class Tokenizer {

    private static final String TIGHT_SIGNS = "-/.&+#_'";
    private static final int LONGEST_GAP = 5;

    /** Words that take a full stop without ending a sentence. */
    private static final Set<String> ABBREVIATED = Set.of("no", "nr", "starboard", "temp", "approx", "eng", "gen");

    private final Map<String, String> standardSpelling;

    /** @param standardSpelling variant to standard, both folded single words */
    public Tokenizer(Map<String, String> standardSpelling) {
        this.standardSpelling = Map.copyOf(standardSpelling);
    }

    public List<Token> tokenize(String folded) {
        List<Token> tokens = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < folded.length(); ) {
            char c = folded.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                i++;
                continue;
            }
            int start = i;
            boolean number = isDigit(c);
            i = number ? endOfNumber(folded, i) : endOfWord(folded, i);
            String form = number ? folded.substring(start, i) : standard(folded.substring(start, i));
            Gap before = tokens.isEmpty()
                    ? Gap.BREAK
                    : gap(folded, end, start, tokens.getLast().form());
            boolean hashed = start > 0 && folded.charAt(start - 1) == '#';
            tokens.add(new Token(new Span(start, i), form, number, before, hashed, false));
            end = i;
        }
        return tokens;
    }

    private static int endOfNumber(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && (isLetter(text.charAt(i)) || isInnerApostrophe(text, i))) {
            i++;
        }
        return i;
    }

    private static boolean isInnerApostrophe(String text, int i) {
        return text.charAt(i) == '\'' && i + 1 < text.length() && isLetter(text.charAt(i + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c);
    }

    private String standard(String word) {
        String bare = word.indexOf('\'') < 0 ? word : word.replace("'", "");
        return standardSpelling.getOrDefault(bare, bare);
    }

    private static Gap gap(String text, int from, int to, String wordBefore) {
        if (from == to) {
            return Gap.JOINED;
        }
        if (to - from > LONGEST_GAP) {
            return blank(text, from, to) ? Gap.SPACE : Gap.BREAK;
        }
        boolean space = false;
        boolean comma = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else if (c == ',') {
                comma = true;
            } else if (TIGHT_SIGNS.indexOf(c) < 0) {
                return Gap.BREAK;
            } else if (c == '.' && i + 1 < to && text.charAt(i + 1) == ' ' && !ABBREVIATED.contains(wordBefore)) {
                return Gap.BREAK;
            }
        }
        if (comma) {
            return Gap.COMMA;
        }
        return space ? Gap.SPACE : Gap.TIGHT;
    }

    private static boolean blank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }
}
