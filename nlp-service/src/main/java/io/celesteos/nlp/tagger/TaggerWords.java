package io.celesteos.nlp.tagger;

import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Cuts a folded text into the tagger's words, in one pass. */
public final class TaggerWords {

    private static final String STANDS_ALONE = ".,;:!?()[]{}|\"'";
    private static final int LONGEST_SHAPE = 12;

    private final FoldedText text;
    private final Cut cut;
    private final List<TaggerWord> words = new ArrayList<>();

    private TaggerWords(FoldedText text, Cut cut) {
        this.text = text;
        this.cut = cut;
    }

    /** Words in the order of the text; none in a text of blanks. */
    public static List<TaggerWord> of(FoldedText text, Cut cut) {
        var cutter = new TaggerWords(text, cut);
        String folded = text.folded();
        for (int i = 0; i < folded.length(); ) {
            int end = i;
            while (end < folded.length() && !isBlank(folded.charAt(end))) {
                end++;
            }
            if (end > i) {
                cutter.cut(i, end);
            }
            i = end + 1;
        }
        return cutter.words;
    }

    private void cut(int start, int end) {
        if (cut == Cut.SIGNS) {
            bySigns(start, end);
        } else {
            peeled(start, end);
        }
    }

    private void bySigns(int start, int end) {
        String folded = text.folded();
        for (int i = start; i < end; ) {
            int to = i + 1;
            int kind = kind(folded.charAt(i));
            while (to < end && kind != 0 && kind(folded.charAt(to)) == kind) {
                to++;
            }
            add(i, to);
            i = to;
        }
    }

    private void peeled(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && standsAlone(from)) {
            add(from, from + 1);
            from++;
        }
        int tail = to;
        while (tail > from && standsAlone(tail - 1)) {
            tail--;
        }
        if (tail > from) {
            add(from, tail);
        }
        for (int i = Math.max(from, tail); i < to; i++) {
            add(i, i + 1);
        }
    }

    private void add(int start, int end) {
        var span = new Span(start, end);
        words.add(new TaggerWord(span, text.folded().substring(start, end), shape(text.written(span))));
    }

    private boolean standsAlone(int at) {
        return STANDS_ALONE.indexOf(text.folded().charAt(at)) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == FoldedText.OTHER || Character.isWhitespace(c) || Character.isISOControl(c);
    }

    private static int kind(char c) {
        if (Character.isLetter(c)) {
            return 1;
        }
        return Character.isDigit(c) ? 2 : 0;
    }

    private static String shape(String written) {
        StringBuilder shape = new StringBuilder();
        char last = 0;
        for (int i = 0; i < written.length() && shape.length() < LONGEST_SHAPE; i++) {
            char sign = sign(written.charAt(i));
            if (sign != last) {
                shape.append(sign);
                last = sign;
            }
        }
        return shape.toString();
    }

    private static char sign(char c) {
        if (Character.isUpperCase(c)) {
            return 'X';
        }
        if (Character.isLetter(c)) {
            return 'x';
        }
        return Character.isDigit(c) ? '9' : c;
    }
}
