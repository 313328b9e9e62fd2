package io.celesteos.streaming.provider.extractive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences of a passage of technical prose or Markdown: list items, table rows and paragraphs are apart,
 * headings are none, and a dot after an abbreviation ({@code Fig. 3}, {@code max. 85 °C}) ends nothing.
 */
final class SentenceSplitter {

    /** A quote should fit a screen; longer sentences are broken at a space. */
    static final int MAX_LENGTH = 400;

    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s.*");
    private static final Pattern ITEM = Pattern.compile("^(?:[-*+•]|\\(?\\d{1,2}[.)])\\s+(.*)$");
    private static final Pattern LINE = Pattern.compile("\\R");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern END = Pattern.compile("[.!?][\"'”’)\\]]*\\s+(?=[\"'“‘(\\[]?[\\p{Lu}\\p{N}])");
    private static final Set<String> ABBREVIATIONS = Set.of(
            "approx", "assy", "cf", "dia", "eg", "e.g", "eq", "etc", "fig", "figs", "hrs", "ie", "i.e", "incl", "ltd",
            "max", "min", "mr", "no", "nos", "nom", "para", "pp", "press", "qty", "ref", "rev", "sec", "sect", "spec",
            "st", "std", "temp", "vol", "vs");

    private SentenceSplitter() {}

    /** In the order of the text, white space collapsed, none empty, none longer than {@link #MAX_LENGTH}. */
    static List<String> split(String content) {
        List<String> sentences = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String raw : LINE.split(content)) {
            String line = raw.strip();
            Matcher item = ITEM.matcher(line);
            boolean row = line.startsWith("|");
            boolean starts = item.matches();
            if (line.isEmpty() || row || starts || HEADING.matcher(line).matches()) {
                flush(paragraph, sentences);
            }
            if (row) {
                sentences.addAll(pieces(line));
            } else if (starts) {
                paragraph.append(item.group(1));
            } else if (!line.isEmpty() && !HEADING.matcher(line).matches()) {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
            }
        }
        flush(paragraph, sentences);
        return sentences;
    }

    private static void flush(StringBuilder paragraph, List<String> sentences) {
        String text = SPACE.matcher(paragraph).replaceAll(" ").strip();
        paragraph.setLength(0);
        int start = 0;
        Matcher end = END.matcher(text);
        while (end.find()) {
            if (text.charAt(end.start()) == '.' && abbreviates(text, start, end.start())) {
                continue;
            }
            sentences.addAll(pieces(text.substring(start, end.end()).strip()));
            start = end.end();
        }
        sentences.addAll(pieces(text.substring(start).strip()));
    }

    private static boolean abbreviates(String text, int from, int dot) {
        int space = text.lastIndexOf(' ', dot);
        String word = text.substring(Math.max(from, space + 1), dot).toLowerCase(Locale.ROOT);
        word = word.startsWith("(") ? word.substring(1) : word;
        boolean initial = word.length() == 1 && Character.isLetter(word.charAt(0));
        return initial || ABBREVIATIONS.contains(word);
    }

    private static List<String> pieces(String sentence) {
        List<String> pieces = new ArrayList<>();
        String rest = sentence;
        while (rest.length() > MAX_LENGTH) {
            int cut = rest.lastIndexOf(' ', MAX_LENGTH);
            // Text without a space is cut between characters, never within one.
            int hard = Character.isHighSurrogate(rest.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
            int at = cut > 0 ? cut : hard;
            pieces.add(rest.substring(0, at).strip());
            rest = rest.substring(at).strip();
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }
}
