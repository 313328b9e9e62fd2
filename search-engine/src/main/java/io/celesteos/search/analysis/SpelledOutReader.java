package io.celesteos.search.analysis;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.charfilter.BaseCharFilter;
import org.jspecify.annotations.Nullable;

/**
 * Abbreviations spelled out, and numbers parted from the names they follow ({@code ME2}: main engine 2), in one
 * pass over the text; places are those of the original. Read by hand: one expression of all names tried at every
 * word took a third of the time of indexing.
 */
final class SpelledOutReader extends BaseCharFilter {

    private final Words words;
    private @Nullable Reader spelled;

    SpelledOutReader(Words words, Reader input) {
        super(input);
        this.words = words;
    }

    /** What is spelled out, always, and what only where a number follows. Thread-safe. */
    static final class Words {

        private final Map<String, String> abbreviations;
        private final Set<String> numbered = new HashSet<>();
        private final int longest;

        Words(Vocabulary vocabulary) {
            this.abbreviations = vocabulary.abbreviations();
            vocabulary.numbered().keySet().stream()
                    .filter(name -> !name.contains(" "))
                    .forEach(numbered::add);
            this.longest = Math.max(longest(abbreviations.keySet()), longest(numbered));
        }

        private static int longest(Set<String> words) {
            return words.stream().mapToInt(String::length).max().orElse(0);
        }

        /** What stands in place of the word, null where it stays. */
        private @Nullable String inPlaceOf(String word, boolean numberFollows) {
            String inFull = abbreviations.get(word);
            if (inFull != null) {
                return numberFollows ? inFull + ' ' : inFull;
            }
            return numberFollows && numbered.contains(word.toLowerCase(Locale.ROOT)) ? word + ' ' : null;
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        return spelled().read(buffer, offset, length);
    }

    @Override
    public int read() throws IOException {
        return spelled().read();
    }

    private Reader spelled() throws IOException {
        Reader ready = spelled;
        if (ready == null) {
            StringWriter whole = new StringWriter();
            input.transferTo(whole);
            ready = new StringReader(spellOut(whole.toString()));
            spelled = ready;
        }
        return ready;
    }

    private String spellOut(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int copied = 0;
        int moved = 0;
        int at = 0;
        while (at < text.length()) {
            if (!letter(text, at)) {
                at++;
                continue;
            }
            int end = wordEnd(text, at);
            if (end - at <= words.longest && (at == 0 || !wordCharacter(text, at - 1))) {
                int number = numberAfter(text, end);
                String other = number < 0 && wordCharacter(text, end)
                        ? null
                        : words.inPlaceOf(text.substring(at, end), number >= 0);
                if (other != null) {
                    int until = number < 0 ? end : number;
                    out.append(text, copied, at).append(other);
                    correct(out.length(), until - at, other.length(), moved);
                    moved += until - at - other.length();
                    copied = until;
                }
            }
            at = end;
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    /** Letters, and strokes between them. */
    private static int wordEnd(String text, int start) {
        int end = start;
        while (letter(text, end) || (end < text.length() && text.charAt(end) == '/' && letter(text, end + 1))) {
            end++;
        }
        return end;
    }

    /** Where a number of one or two digits begins, at the place or one hyphen or stop behind it; else -1. */
    private static int numberAfter(String text, int place) {
        int start =
                place < text.length() && (text.charAt(place) == '-' || text.charAt(place) == '.') ? place + 1 : place;
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end > start && end - start <= 2 && !wordCharacter(text, end) ? start : -1;
    }

    private static boolean letter(String text, int place) {
        if (place >= text.length()) {
            return false;
        }
        char c = text.charAt(place);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean wordCharacter(String text, int place) {
        return place < text.length() && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '_');
    }

    /** What is longer than the original all ends where the original does; after it places move on as before. */
    private void correct(int end, int original, int replaced, int moved) {
        for (int extra = original + 1; extra < replaced; extra++) {
            addOffCorrectMap(end - replaced + extra, moved + original - extra);
        }
        if (original != replaced) {
            addOffCorrectMap(end, moved + original - replaced);
        }
    }
}
