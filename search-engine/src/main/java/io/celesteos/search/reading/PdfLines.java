package io.celesteos.search.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Lines of a page with the places of their words, top to bottom. Coordinates are points from the top left. */
final class PdfLines extends PDFTextStripper {

    /** Beyond this gap, in sizes of the letters, words stand in different columns. */
    private static final float COLUMN_GAP = 1.1f;

    private final List<Line> lines = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();

    PdfLines() {
        setSortByPosition(true);
        setSuppressDuplicateOverlappingText(false);
    }

    private record Word(String text, float left, float right, float bottom, float size, boolean bold) {}

    /** Words without a wide gap between them. */
    record Segment(String text, float left, float right) {}

    /** @param size of most of its letters */
    record Line(List<Segment> segments, float bottom, float size, boolean bold) {
        Line {
            segments = List.copyOf(segments);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            segments.forEach(each -> text.append(text.isEmpty() ? "" : " ").append(each.text()));
            return text.toString();
        }
    }

    List<Line> of(PDDocument pdf, int page) throws IOException {
        lines.clear();
        words.clear();
        setStartPage(page);
        setEndPage(page);
        getText(pdf);
        endLine();
        return List.copyOf(lines);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        if (positions.isEmpty() || text.isBlank()) {
            return;
        }
        TextPosition first = positions.getFirst();
        TextPosition last = positions.getLast();
        words.add(new Word(
                text.strip(),
                first.getXDirAdj(),
                last.getXDirAdj() + last.getWidthDirAdj(),
                first.getYDirAdj(),
                Math.max(first.getFontSizeInPt(), 1),
                bold(first.getFont())));
    }

    private static boolean bold(PDFont font) {
        String name = font.getName();
        return name != null && name.toLowerCase(Locale.ROOT).matches(".*(bold|black|heavy|demi).*");
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void writePageEnd() {
        endLine();
    }

    private void endLine() {
        if (words.isEmpty()) {
            return;
        }
        List<Segment> segments = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        float left = words.getFirst().left();
        float right = left;
        int bold = 0;
        for (Word each : words) {
            if (!text.isEmpty() && each.left() - right > COLUMN_GAP * each.size()) {
                segments.add(new Segment(text.toString(), left, right));
                text.setLength(0);
                left = each.left();
            }
            text.append(text.isEmpty() ? "" : " ").append(each.text());
            right = Math.max(right, each.right());
            bold += each.bold() ? 1 : 0;
        }
        segments.add(new Segment(text.toString(), left, right));
        Word first = words.getFirst();
        lines.add(new Line(segments, first.bottom(), first.size(), bold == words.size()));
        words.clear();
    }
}
