package io.celesteos.contracts.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeHit.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a file with its words counted.
 *
 * @param words stem to how often it is there; those of title and heading count twice
 * @param length of all words together
 */
record FilePassage(KnowledgeHit hit, Map<String, Integer> words, int length) {

    private static final int LONGEST = 1_500;
    private static final Pattern HEADING = Pattern.compile("#{1,6}[ \\t]+(.{1,200})");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** A section is a passage, and where it is long, some of its paragraphs. */
    static List<FilePassage> of(KnowledgeShelf shelf, String file, KnowledgeDocument document) {
        List<FilePassage> passages = new ArrayList<>();
        String heading = "";
        StringBuilder text = new StringBuilder();
        for (String line : document.text().split("\n", -1)) {
            Matcher opening = HEADING.matcher(line);
            boolean opens = opening.matches();
            if (opens || (line.isBlank() && text.length() > LONGEST / 2) || text.length() + line.length() > LONGEST) {
                add(passages, shelf, file, document, heading, text);
            }
            if (opens) {
                heading = opening.group(1).strip();
            } else {
                // A line without end is cut: it is no text that anybody wrote.
                text.append(line, 0, Math.min(line.length(), LONGEST)).append('\n');
            }
        }
        add(passages, shelf, file, document, heading, text);
        return passages;
    }

    private static void add(
            List<FilePassage> passages,
            KnowledgeShelf shelf,
            String file,
            KnowledgeDocument document,
            String heading,
            StringBuilder text) {
        String body = text.toString().strip();
        text.setLength(0);
        if (body.isEmpty()) {
            return;
        }
        boolean ownHeading = !heading.isEmpty() && !heading.equals(document.title());
        Map<String, Integer> words = new LinkedHashMap<>();
        int length =
                count(body, 1, words) + count(document.title(), 2, words) + (ownHeading ? count(heading, 2, words) : 0);
        passages.add(new FilePassage(
                new KnowledgeHit(
                        ownHeading ? heading + "\n" + body : body,
                        document.source(),
                        document.topic(),
                        0,
                        document.title(),
                        ownHeading ? heading : null,
                        file,
                        shelf.owner() == null ? Owner.SHARED : Owner.YACHT),
                words,
                length));
    }

    private static int count(String text, int weight, Map<String, Integer> words) {
        int length = 0;
        for (String stem : stems(text)) {
            words.merge(stem, weight, Integer::sum);
            length += weight;
        }
        return length;
    }

    /** Words in lower case without the endings that matter least; crude, and the same for text and question. */
    static List<String> stems(String text) {
        List<String> stems = new ArrayList<>();
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            stems.add(stem(word.group()));
        }
        return stems;
    }

    private static String stem(String word) {
        for (String ending : List.of("ing", "ed", "es", "s")) {
            if (word.length() > ending.length() + 3 && word.endsWith(ending) && !word.endsWith("ss")) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
