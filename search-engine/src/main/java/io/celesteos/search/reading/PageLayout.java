package io.celesteos.search.reading;

import io.celesteos.search.reading.PdfLines.Line;
import io.celesteos.search.reading.PdfLines.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a page to headings, paragraphs and tables, by what a reader's eye goes by: size, gaps and columns.
 * Repeated first and last lines of pages are left out. One document's.
 */
final class PageLayout {

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern ITEM = Pattern.compile("^([-•●▪–]|\\(?[0-9a-z]{1,2}[.)])\\s.*");
    private static final Pattern ENDS_SENTENCE = Pattern.compile(".*[.;:,]$");
    private static final int LONGEST_HEADING = 120;
    private static final float HEADING_SIZE = 1.12f;
    private static final float PARAGRAPH_GAP = 1.6f;
    private static final int FEWEST_ROWS = 2;
    /** Text in two columns has long lines in both; the cells of a table are short. */
    private static final int COLUMN_CHARACTERS = 22;

    private final BlockSink sink;
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final StringBuilder paragraph = new StringBuilder();
    private String lastTop = "";
    private String lastBottom = "";

    PageLayout(BlockSink sink) {
        this.sink = sink;
    }

    void page(List<Line> page) throws IOException {
        page.forEach(
                line -> sizes.merge(Math.round(line.size() * 2), line.text().length(), Integer::sum));
        List<Line> lines = inColumns(withoutFurniture(page));
        for (int i = 0; i < lines.size(); ) {
            int rows = rows(lines, i);
            if (rows >= FEWEST_ROWS) {
                endParagraph();
                table(lines.subList(i, i + rows));
                i += rows;
            } else {
                line(lines.get(i), i == 0 ? null : lines.get(i - 1));
                i++;
            }
        }
        // A page's text is its own, so that a citation can name the page.
        endParagraph();
    }

    void finish() throws IOException {
        endParagraph();
    }

    /** Without the first and last line where the page before had the same, page numbers aside. */
    private List<Line> withoutFurniture(List<Line> page) {
        String top = mask(page.getFirst());
        String bottom = mask(page.getLast());
        boolean sameTop = page.size() > 2 && top.equals(lastTop);
        boolean sameBottom = page.size() > 2 && (bottom.equals(lastBottom) || bottom.equals("#"));
        lastTop = top;
        lastBottom = bottom;
        return page.subList(sameTop ? 1 : 0, page.size() - (sameBottom ? 1 : 0));
    }

    private static String mask(Line line) {
        return DIGITS.matcher(line.text()).replaceAll("#").strip();
    }

    /** Text set in two columns, one column after the other. */
    private static List<Line> inColumns(List<Line> lines) {
        List<Line> both =
                lines.stream().filter(each -> each.segments().size() == 2).toList();
        double characters = both.stream()
                .flatMap(each -> each.segments().stream())
                .mapToInt(each -> each.text().length())
                .average()
                .orElse(0);
        if (both.size() < 5 || both.size() * 2 < lines.size() || characters < COLUMN_CHARACTERS) {
            return lines;
        }
        float gutter = (float) both.stream()
                .mapToDouble(each -> each.segments().getLast().left())
                .sorted()
                .skip(both.size() / 2)
                .findFirst()
                .orElse(0);
        List<Line> ordered = new ArrayList<>();
        List<Line> right = new ArrayList<>();
        for (Line each : lines) {
            boolean across = each.segments().size() == 1
                    && each.segments().getFirst().left() < gutter - 1
                    && each.segments().getFirst().right() > gutter;
            if (across) {
                ordered.addAll(right);
                right.clear();
                ordered.add(each);
                continue;
            }
            part(
                    each,
                    each.segments().stream()
                            .filter(one -> one.left() < gutter - 1)
                            .toList(),
                    ordered);
            part(
                    each,
                    each.segments().stream()
                            .filter(one -> one.left() >= gutter - 1)
                            .toList(),
                    right);
        }
        ordered.addAll(right);
        return ordered;
    }

    private static void part(Line whole, List<Segment> segments, List<Line> into) {
        if (!segments.isEmpty()) {
            into.add(new Line(segments, whole.bottom(), whole.size(), whole.bold()));
        }
    }

    /** How many lines from {@code start} on are rows of one table; wrapped cells count as lines of their row. */
    private static int rows(List<Line> lines, int start) {
        if (lines.get(start).segments().size() < 2) {
            return 0;
        }
        int end = start + 1;
        int full = 1;
        while (end < lines.size()) {
            Line line = lines.get(end);
            float gap = line.bottom() - lines.get(end - 1).bottom();
            boolean row = line.segments().size() >= 2;
            boolean wrapped = line.segments().size() == 1
                    && gap > 0
                    && gap < PARAGRAPH_GAP * line.size()
                    && line.segments().getFirst().left()
                            > lines.get(start).segments().getFirst().right();
            if (!row && !wrapped) {
                break;
            }
            full += row ? 1 : 0;
            end++;
        }
        return full >= FEWEST_ROWS ? end - start : 0;
    }

    private void table(List<Line> lines) throws IOException {
        List<float[]> columns = columns(lines);
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines) {
            boolean wrapped = line.segments().size() == 1 && !rows.isEmpty();
            List<String> cells = wrapped ? rows.removeLast() : empty(columns.size());
            for (Segment each : line.segments()) {
                int column = column(columns, each);
                String before = cells.get(column);
                cells.set(column, before.isEmpty() ? each.text() : before + " " + each.text());
            }
            rows.add(cells);
        }
        sink.beginTable();
        for (List<String> row : rows) {
            sink.row(row);
        }
    }

    private static List<String> empty(int size) {
        List<String> cells = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            cells.add("");
        }
        return cells;
    }

    /** Spans of the page that cells share: those that overlap are one column, unless they then join two of a row. */
    private static List<float[]> columns(List<Line> lines) {
        Line widest = lines.getFirst();
        for (Line each : lines) {
            widest = each.segments().size() > widest.segments().size() ? each : widest;
        }
        List<float[]> columns = new ArrayList<>();
        widest.segments().forEach(each -> columns.add(new float[] {each.left(), each.right()}));
        return columns;
    }

    /** The column it overlaps most with, else the nearest one. */
    private static int column(List<float[]> columns, Segment segment) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < columns.size(); i++) {
            float overlap = Math.min(columns.get(i)[1], segment.right()) - Math.max(columns.get(i)[0], segment.left());
            if (overlap > most) {
                most = overlap;
                best = i;
            }
        }
        return best;
    }

    private void line(Line line, @Nullable Line before) throws IOException {
        String text = line.text();
        int level = headingLevel(line, text);
        if (level > 0) {
            endParagraph();
            sink.heading(level, text);
            return;
        }
        float gap = before == null ? 0 : line.bottom() - before.bottom();
        if (gap < 0 || gap > PARAGRAPH_GAP * line.size() || ITEM.matcher(text).matches()) {
            endParagraph();
        }
        append(text);
    }

    private void append(String text) {
        int end = paragraph.length() - 1;
        boolean hyphenated = end > 0
                && paragraph.charAt(end) == '-'
                && Character.isLowerCase(paragraph.charAt(end - 1))
                && Character.isLowerCase(text.charAt(0));
        if (hyphenated) {
            paragraph.setLength(end);
        } else if (end >= 0) {
            paragraph.append(' ');
        }
        paragraph.append(text);
    }

    private void endParagraph() throws IOException {
        sink.paragraph(paragraph.toString());
        paragraph.setLength(0);
    }

    private int headingLevel(Line line, String text) {
        if (text.length() > LONGEST_HEADING
                || text.codePoints().noneMatch(Character::isLetter)
                || ENDS_SENTENCE.matcher(text).matches()) {
            return 0;
        }
        float ratio = line.size() / usualSize();
        if (ratio >= 1.6f) {
            return 1;
        }
        if (ratio >= 1.3f) {
            return 2;
        }
        if (ratio >= HEADING_SIZE) {
            return 3;
        }
        return line.bold() && ratio >= 0.98f ? 4 : 0;
    }

    /** The size most letters so far had, in points. */
    private float usualSize() {
        int usual = 0;
        int most = -1;
        for (Map.Entry<Integer, Integer> each : sizes.entrySet()) {
            if (each.getValue() > most) {
                most = each.getValue();
                usual = each.getKey();
            }
        }
        return Math.max(usual / 2f, 1);
    }
}
