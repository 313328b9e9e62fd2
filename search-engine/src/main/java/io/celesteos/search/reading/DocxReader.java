package io.celesteos.search.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Word documents (ECMA-376, part 1, WordprocessingML): headings by outline level, paragraphs, lists and tables.
 * Deleted text, field instructions and the fallbacks for older programs are not read. Pages exist only once a program
 * lays the text out, so there are none.
 */
final class DocxReader implements FormatReader {

    private static final String BODY = "word/document.xml";
    private static final int NO_HEADING = 0;

    @Override
    public void read(Path file, BlockSink sink, int depth) throws IOException {
        try (OfficeArchive archive = new OfficeArchive(file, sink.limits())) {
            sink.title(archive.title());
            if (archive.has("word/vbaProject.bin")) {
                sink.note("macros were not read");
            }
            Styles styles = new Styles();
            archive.read("word/styles.xml", styles);
            archive.read(BODY, new Body(sink, styles.levels()));
        }
    }

    /** Heading level of each paragraph style, from its outline level, its name, or the style it is based on. */
    private static final class Styles implements OfficeArchive.Handler {
        private static final Pattern NAME = Pattern.compile("heading ([1-6])");

        private final Map<String, Integer> own = new HashMap<>();
        private final Map<String, String> basedOn = new HashMap<>();
        private String style = "";

        @Override
        public void start(String name, XMLStreamReader at) {
            String value = OfficeArchive.attribute(at, "val");
            switch (name) {
                case "style" -> style = String.valueOf(OfficeArchive.attribute(at, "styleId"));
                case "name" -> {
                    String lower = value == null ? "" : value.toLowerCase(Locale.ROOT);
                    Matcher heading = NAME.matcher(lower);
                    if (heading.matches()) {
                        own.put(style, Integer.parseInt(heading.group(1)));
                    } else if (lower.equals("title")) {
                        own.put(style, 1);
                    }
                }
                case "outlineLvl" -> own.putIfAbsent(style, outline(value));
                case "basedOn" -> {
                    if (value != null) {
                        basedOn.put(style, value);
                    }
                }
                default -> {}
            }
        }

        Map<String, Integer> levels() {
            Map<String, Integer> levels = new HashMap<>(own);
            for (String each : basedOn.keySet()) {
                Set<String> seen = new HashSet<>();
                String ancestor = each;
                while (ancestor != null && !own.containsKey(ancestor) && seen.add(ancestor)) {
                    ancestor = basedOn.get(ancestor);
                }
                Integer inherited = ancestor == null ? null : own.get(ancestor);
                if (inherited != null) {
                    levels.put(each, inherited);
                }
            }
            return levels;
        }
    }

    private static int outline(@Nullable String value) {
        try {
            int level = value == null ? 9 : Integer.parseInt(value);
            return level >= 0 && level < 6 ? level + 1 : NO_HEADING;
        } catch (NumberFormatException noLevel) {
            return NO_HEADING;
        }
    }

    private static final class Body implements OfficeArchive.Handler {
        private static final Set<String> SKIPPED = Set.of("Fallback", "del", "moveFrom", "instrText", "delText");

        private final BlockSink sink;
        private final Map<String, Integer> levels;
        private final StringBuilder text = new StringBuilder();
        private final List<String> cells = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private long row;
        private int level;
        private boolean listed;
        private boolean inText;
        private int skipping;
        private int tables;

        Body(BlockSink sink, Map<String, Integer> levels) {
            this.sink = sink;
            this.levels = levels;
        }

        @Override
        public void start(String name, XMLStreamReader at) throws IOException {
            if (skipping > 0 || SKIPPED.contains(name)) {
                skipping++;
                return;
            }
            String value = OfficeArchive.attribute(at, "val");
            switch (name) {
                case "p" -> {
                    // A text box stands inside a paragraph; what was said before it comes first.
                    paragraph();
                    level = NO_HEADING;
                    listed = false;
                }
                case "pStyle" -> level = levels.getOrDefault(String.valueOf(value), NO_HEADING);
                case "outlineLvl" -> level = outline(value);
                case "numPr" -> listed = true;
                case "t" -> inText = true;
                case "tab", "br", "cr" -> append(" ");
                case "noBreakHyphen" -> append("-");
                case "tbl" -> {
                    if (tables++ == 0) {
                        sink.beginTable();
                    }
                }
                case "tr" -> {
                    if (tables == 1) {
                        cells.clear();
                        row = 0;
                    }
                }
                case "tc" -> {
                    if (tables == 1) {
                        cell.setLength(0);
                    }
                }
                default -> {}
            }
        }

        @Override
        public void end(String name) throws IOException {
            if (skipping > 0) {
                skipping--;
                return;
            }
            switch (name) {
                case "p" -> paragraph();
                case "t" -> inText = false;
                case "tc" -> {
                    if (tables == 1) {
                        // An empty one costs memory too.
                        row += cell.length() + 8;
                        sink.requireRoom(row);
                        cells.add(cell.toString());
                    }
                }
                case "tr" -> row();
                case "tbl" -> tables--;
                default -> {}
            }
        }

        @Override
        public void text(String more) throws IOException {
            if (inText && skipping == 0) {
                append(more);
            }
        }

        private void append(String more) throws IOException {
            sink.requireRoom((long) text.length() + cell.length() + more.length());
            text.append(more);
        }

        private void paragraph() throws IOException {
            String said = BlockSink.oneLine(text.toString());
            text.setLength(0);
            if (said.isEmpty()) {
                return;
            }
            if (tables > 0) {
                cell.append(cell.isEmpty() ? "" : " ").append(said);
            } else if (level > NO_HEADING) {
                sink.heading(level, said);
            } else {
                sink.paragraph(listed ? "- " + said : said);
            }
        }

        private void row() throws IOException {
            if (tables != 1 || cells.stream().allMatch(String::isBlank)) {
                return;
            }
            if (cells.size() == 1) {
                // A frame around text is no table.
                sink.paragraph(cells.getFirst());
            } else {
                sink.row(cells);
            }
        }
    }
}
