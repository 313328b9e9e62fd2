package io.celesteos.search.indexing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits Markdown at its headings, {@code #} to {@code ####}; plain text is one section without a heading. */
final class MarkdownSections {

    private static final Pattern HEADING = Pattern.compile("(#{1,4})[ \\t]+(.*?)[ \\t]*#*[ \\t]*");
    private static final Pattern FENCE = Pattern.compile("[ \\t]{0,3}(```|~~~).*");
    private static final int LONGEST_HEADING = 300;

    private final List<Section> sections = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private List<String> lines = new ArrayList<>();

    private MarkdownSections() {}

    /** @param title a first heading that only repeats it is left out */
    static List<Section> of(String title, String text) {
        MarkdownSections reading = new MarkdownSections();
        boolean fenced = false;
        for (String line : text.split("\\R", -1)) {
            fenced ^= FENCE.matcher(line).matches();
            Matcher heading = HEADING.matcher(line);
            if (!fenced && line.length() <= LONGEST_HEADING && heading.matches()) {
                reading.open(heading.group(1).length(), heading.group(2).strip(), title);
            } else {
                reading.lines.add(line.stripTrailing());
            }
        }
        reading.close();
        return reading.sections;
    }

    private void open(int level, String heading, String title) {
        close();
        while (!levels.isEmpty() && levels.getLast() >= level) {
            levels.removeLast();
            path.removeLast();
        }
        levels.add(level);
        boolean repeatsTitle =
                heading.toLowerCase(Locale.ROOT).equals(title.strip().toLowerCase(Locale.ROOT));
        path.add(repeatsTitle ? "" : heading);
    }

    private void close() {
        List<String> parents = path.isEmpty() ? List.of() : path.subList(0, path.size() - 1);
        Section section = new Section(
                parents.stream().filter(each -> !each.isEmpty()).toList(), path.isEmpty() ? "" : path.getLast(), lines);
        if (!section.text().isEmpty()) {
            sections.add(section);
        }
        lines = new ArrayList<>();
    }
}
