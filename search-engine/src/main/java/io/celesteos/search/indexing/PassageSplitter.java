package io.celesteos.search.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Cuts a long text into pieces of about {@code target} words: between paragraphs where it can, else between
 * lines, sentences, and at last words. Each piece but the first begins with the last sentence of the one
 * before, when that is short: a pronoun's noun is often there.
 */
final class PassageSplitter {

    /** No word of any language is as long; what is, is no text, and must not make a chunk of megabytes. */
    private static final int LONGEST_PIECE = 2_500;

    private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t]*\\n");
    private static final Pattern LINE = Pattern.compile("\\n");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])[ \\t]+(?=[\\p{Lu}\\p{N}\"'(])");
    private static final List<Pattern> BOUNDARIES = List.of(PARAGRAPH, LINE, SENTENCE);
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final int target;
    private final int overlap;
    private final ToIntFunction<String> measure;

    /** Sizes in words. */
    PassageSplitter(int target, int overlap) {
        this(target, overlap, PassageSplitter::words);
    }

    /** @param measure of a text's size; roughly that of its parts together */
    PassageSplitter(int target, int overlap, ToIntFunction<String> measure) {
        this.target = target;
        this.overlap = overlap;
        this.measure = measure;
    }

    static int words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? 0 : BLANKS.split(stripped).length;
    }

    List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int words = 0;
        boolean onlyOverlap = false;
        for (Unit unit : units(text, 0)) {
            int more = measure.applyAsInt(unit.text());
            boolean full = words + more > target || piece.length() + unit.text().length() > LONGEST_PIECE;
            if (!piece.isEmpty() && !onlyOverlap && full) {
                String done = piece.toString();
                pieces.add(done);
                piece.setLength(0);
                String carried = lastSentence(done);
                piece.append(carried);
                words = measure.applyAsInt(carried);
                onlyOverlap = true;
            }
            piece.append(piece.isEmpty() ? "" : unit.separator()).append(unit.text());
            words += more;
            onlyOverlap = false;
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    /** What is never cut further: as large as fits, as whole as can be. */
    private List<Unit> units(String text, int boundary) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return List.of();
        }
        if (boundary == BOUNDARIES.size()) {
            return wordGroups(stripped);
        }
        if (measure.applyAsInt(stripped) <= target && stripped.length() <= LONGEST_PIECE && boundary > 0) {
            return List.of(new Unit(stripped, separator(boundary - 1)));
        }
        List<Unit> units = new ArrayList<>();
        for (String part : BOUNDARIES.get(boundary).split(stripped)) {
            List<Unit> finer = units(part, boundary + 1);
            for (int i = 0; i < finer.size(); i++) {
                units.add(i == 0 ? new Unit(finer.getFirst().text(), separator(boundary)) : finer.get(i));
            }
        }
        return units;
    }

    private List<Unit> wordGroups(String text) {
        if (measure.applyAsInt(text) <= target && text.length() <= LONGEST_PIECE) {
            return List.of(new Unit(text, " "));
        }
        List<Unit> groups = new ArrayList<>();
        StringBuilder group = new StringBuilder();
        int words = 0;
        for (String word : BLANKS.split(text)) {
            for (String part : parts(word)) {
                if (words >= target / 2 || group.length() + part.length() > LONGEST_PIECE / 2) {
                    addGroup(groups, group);
                    words = 0;
                }
                group.append(group.isEmpty() ? "" : " ").append(part);
                words += measure.applyAsInt(part);
            }
        }
        addGroup(groups, group);
        return groups;
    }

    private static void addGroup(List<Unit> groups, StringBuilder group) {
        if (!group.isEmpty()) {
            groups.add(new Unit(group.toString(), " "));
            group.setLength(0);
        }
    }

    private static List<String> parts(String word) {
        int longest = LONGEST_PIECE / 2;
        if (word.length() <= longest) {
            return List.of(word);
        }
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < word.length(); ) {
            int to = Math.min(word.length(), from + longest);
            if (to < word.length() && Character.isLowSurrogate(word.charAt(to))) {
                to--;
            }
            parts.add(word.substring(from, to));
            from = to;
        }
        return parts;
    }

    String lastSentence(String piece) {
        String lastLine = Arrays.asList(LINE.split(piece)).getLast();
        String last = Arrays.asList(SENTENCE.split(lastLine)).getLast();
        return measure.applyAsInt(last) <= overlap && last.length() <= LONGEST_PIECE / 4 ? last : "";
    }

    private static String separator(int boundary) {
        return switch (boundary) {
            case 0 -> "\n\n";
            case 1 -> "\n";
            default -> " ";
        };
    }

    /** A part of the text and what stood before it. */
    private record Unit(String text, String separator) {}
}
