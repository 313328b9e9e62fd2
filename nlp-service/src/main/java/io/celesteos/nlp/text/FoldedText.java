package io.celesteos.nlp.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text in the one form that all spellings share, with the way back to the original offsets.
 *
 * <p>Folding lower-cases, drops combining marks and invisible format characters, unfolds compatibility forms
 * (full-width letters, ligatures, superscripts; Unicode NFKD) and makes one hyphen, one space and one
 * apostrophe of the many. NFC and NFD spellings of a word fold to the same characters; a combining mark belongs
 * to the span of the letter before it. What is no letter, mark or sign of interest (emoji, half a surrogate pair)
 * becomes {@link #OTHER}, which no pattern matches across. Immutable.
 */
public final class FoldedText {

    /** Stands for one code point that carries no text. */
    public static final char OTHER = '\uFFFD';

    private final String original;
    private final String folded;
    private final int[] starts;
    private final int[] ends;

    private FoldedText(String original, String folded, int[] starts, int[] ends) {
        this.original = original;
        this.folded = folded;
        this.starts = starts;
        this.ends = ends;
    }

    public static FoldedText of(String original) {
        var fold = new Folding(original.length());
        for (int i = 0; i < original.length(); ) {
            int codePoint = original.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            if (codePoint < 0x80) {
                fold.add(asciiLower((char) codePoint), i, end);
            } else {
                fold.addFolded(codePoint, i, end);
            }
            i = end;
        }
        return fold.of(original);
    }

    private static char asciiLower(char ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? (char) (ascii + 32) : ascii;
    }

    public String original() {
        return original;
    }

    public String folded() {
        return folded;
    }

    /** Offset into the original of the first unit of {@code span}. */
    public int originalStart(Span span) {
        return starts[span.start()];
    }

    /** Offset into the original after the last unit of {@code span}. */
    public int originalEnd(Span span) {
        return ends[span.end() - 1];
    }

    /** The span as it was written. */
    public String written(Span span) {
        return original.substring(originalStart(span), originalEnd(span));
    }

    private static final class Folding {
        private char[] chars;
        private int[] starts;
        private int[] ends;
        private int length;

        Folding(int capacity) {
            chars = new char[capacity + 16];
            starts = new int[capacity + 16];
            ends = new int[capacity + 16];
        }

        void add(char folded, int start, int end) {
            if (length == chars.length) {
                int larger = length * 2;
                chars = Arrays.copyOf(chars, larger);
                starts = Arrays.copyOf(starts, larger);
                ends = Arrays.copyOf(ends, larger);
            }
            chars[length] = folded;
            starts[length] = start;
            ends[length++] = end;
        }

        void addFolded(int codePoint, int start, int end) {
            switch (Character.getType(codePoint)) {
                case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> extendLast(start, end);
                case Character.FORMAT -> {}
                case Character.SURROGATE -> add(OTHER, start, end);
                case Character.DASH_PUNCTUATION -> add('-', start, end);
                case Character.SPACE_SEPARATOR -> add(' ', start, end);
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> add('\n', start, end);
                default -> addSign(codePoint, start, end);
            }
        }

        private void addSign(int codePoint, int start, int end) {
            switch (codePoint) {
                case 0x2018, 0x2019, 0x02BC, 0x2032, 0x00B4 -> add('\'', start, end);
                case 0x201C, 0x201D, 0x2033 -> add('"', start, end);
                case 0x2212 -> add('-', start, end);
                case 0x00BA, 0x02DA -> add('°', start, end);
                case 0x00D7 -> add('x', start, end);
                case 0x00F8, 0x00D8 -> add('o', start, end);
                case 0x2044 -> add('/', start, end);
                // Trade mark signs stick to names and say nothing.
                case 0x2122, 0x00AE, 0x00A9 -> {}
                default -> addDecomposed(codePoint, start, end);
            }
        }

        private void addDecomposed(int codePoint, int start, int end) {
            if (Character.isDigit(codePoint)) {
                add((char) ('0' + Character.digit(codePoint, 10)), start, end);
                return;
            }
            String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
            for (int i = 0; i < parts.length(); ) {
                int part = parts.codePointAt(i);
                i += Character.charCount(part);
                if (part == 0x2044) {
                    add('/', start, end);
                } else if (part > 0xFFFF) {
                    add(OTHER, start, end);
                } else if (Character.getType(part) != Character.NON_SPACING_MARK) {
                    add((char) Character.toLowerCase(part), start, end);
                }
            }
        }

        private void extendLast(int start, int end) {
            if (length > 0 && ends[length - 1] == start) {
                ends[length - 1] = end;
            }
        }

        FoldedText of(String original) {
            return new FoldedText(
                    original, new String(chars, 0, length), Arrays.copyOf(starts, length), Arrays.copyOf(ends, length));
        }
    }
}
