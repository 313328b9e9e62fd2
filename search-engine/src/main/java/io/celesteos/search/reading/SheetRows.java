package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One sheet as tables: a table begins with its first row of two cells or more, and anew after an empty row when the
 * row that follows is all words. A row with one cell before that is a line of text.
 */
final class SheetRows implements OfficeArchive.Handler {

    /** Columns past this are formatting that ran away. */
    private static final int MOST_COLUMNS = 256;

    /** Far more than any sheet that people read; an archive can hold endless empty ones in few bytes. */
    private static final long MOST_CELLS = 20_000_000;

    private final List<String> strings;
    private final CellFormats formats;
    private final BlockSink sink;
    private final String sheet;
    private final StringBuilder value = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private boolean numbers;
    private int column;
    private @Nullable String type;
    private @Nullable String style;
    private boolean inValue;
    private boolean begun;
    private boolean inTable;
    private long seen;
    private int lastRow;
    private int row;

    SheetRows(String sheet, List<String> strings, CellFormats formats, BlockSink sink) {
        this.sheet = sheet;
        this.strings = strings;
        this.formats = formats;
        this.sink = sink;
    }

    @Override
    public void start(String name, XMLStreamReader at) throws IOException {
        switch (name) {
            case "row" -> {
                cells = new ArrayList<>();
                numbers = false;
                column = 0;
                String number = OfficeArchive.attribute(at, "r");
                row = number == null ? row + 1 : parse(number, row + 1);
            }
            case "c" -> {
                if (++seen > MOST_CELLS) {
                    throw new UnreadableFileException(Reason.TOO_LARGE, "has too many cells; split it");
                }
                String reference = OfficeArchive.attribute(at, "r");
                column = reference == null ? column + 1 : column(reference);
                type = OfficeArchive.attribute(at, "t");
                style = OfficeArchive.attribute(at, "s");
                value.setLength(0);
            }
            case "v", "t" -> inValue = true;
            default -> {}
        }
    }

    @Override
    public void end(String name) throws IOException {
        switch (name) {
            case "v", "t" -> inValue = false;
            case "c" -> cell();
            case "row" -> row();
            default -> {}
        }
    }

    @Override
    public void text(String more) throws IOException {
        if (inValue) {
            sink.requireRoom((long) value.length() + more.length());
            value.append(more);
        }
    }

    private void cell() {
        String raw = value.toString();
        value.setLength(0);
        if (raw.isBlank()) {
            return;
        }
        if (column > MOST_COLUMNS) {
            sink.note("columns after the " + MOST_COLUMNS + "th were not read");
            return;
        }
        String shown = switch (type == null ? "n" : type) {
            case "s" -> shared(raw);
            case "b" -> raw.strip().equals("1") ? "yes" : "no";
            case "n" -> {
                numbers = true;
                yield formats.shown(raw.strip(), style);
            }
            default -> raw;
        };
        while (cells.size() < column - 1) {
            cells.add("");
        }
        cells.add(shown);
    }

    private String shared(String raw) {
        int index = parse(raw.strip(), -1);
        return index >= 0 && index < strings.size() ? strings.get(index) : "";
    }

    private void row() throws IOException {
        long filled = cells.stream().filter(each -> !each.isBlank()).count();
        if (filled == 0) {
            return;
        }
        if (!begun) {
            sink.heading(1, sheet);
            begun = true;
        }
        boolean afterGap = row > lastRow + 1;
        lastRow = row;
        if (inTable && afterGap && !numbers) {
            inTable = false;
        }
        if (inTable) {
            sink.row(cells);
        } else if (filled == 1) {
            sink.paragraph(String.join("", cells));
        } else {
            sink.beginTable();
            sink.row(cells);
            inTable = true;
        }
    }

    private static int parse(String number, int otherwise) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }

    /** {@code AB12} is column 28. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < Math.min(reference.length(), 4); i++) {
            char letter = reference.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + (letter - 'A' + 1);
        }
        return Math.max(1, column);
    }
}
