package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/**
 * Workbooks (ECMA-376, part 1, SpreadsheetML), sheet by sheet and row by row; only the strings that cells share are
 * held. Values are those that were calculated when the file was saved. Hidden sheets are left out.
 */
final class XlsxReader implements FormatReader {

    private static final String WORKBOOK = "xl/workbook.xml";

    @Override
    public void read(Path file, BlockSink sink, int depth) throws IOException {
        try (OfficeArchive archive = new OfficeArchive(file, sink.limits())) {
            sink.title(archive.title());
            if (archive.has("xl/vbaProject.bin")) {
                sink.note("macros were not read");
            }
            Workbook workbook = new Workbook(sink);
            archive.read(WORKBOOK, workbook);
            Strings strings = new Strings(sink.limits().characters());
            archive.read("xl/sharedStrings.xml", strings);
            CellFormats formats = new CellFormats(workbook.from1904);
            archive.read("xl/styles.xml", formats);
            Map<String, String> parts = archive.relationships(WORKBOOK);
            for (Map.Entry<String, String> sheet : workbook.sheets.entrySet()) {
                String part = parts.get(sheet.getKey());
                if (part != null && part.contains("worksheets/")) {
                    sink.entry();
                    SheetRows rows = new SheetRows(sheet.getValue(), strings.values, formats, sink);
                    archive.read(part, rows);
                }
            }
        }
    }

    private static final class Workbook implements OfficeArchive.Handler {
        private final Map<String, String> sheets = new LinkedHashMap<>();
        private final BlockSink sink;
        private boolean from1904;

        Workbook(BlockSink sink) {
            this.sink = sink;
        }

        @Override
        public void start(String name, XMLStreamReader at) {
            if (name.equals("workbookPr")) {
                String value = OfficeArchive.attribute(at, "date1904");
                from1904 = "1".equals(value) || "true".equals(value);
            } else if (name.equals("sheet")) {
                String state = OfficeArchive.attribute(at, "state");
                String title = String.valueOf(OfficeArchive.attribute(at, "name"));
                if (state == null || state.equals("visible")) {
                    sheets.put(String.valueOf(OfficeArchive.attribute(at, "id")), title);
                } else {
                    sink.note("hidden sheets were not read");
                }
            }
        }
    }

    /** Strings that cells name by number; what is only for pronunciation is left out. */
    private static final class Strings implements OfficeArchive.Handler {
        private final List<String> values = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final long most;
        private long characters;
        private boolean inText;
        private boolean phonetic;

        Strings(int mostCharacters) {
            this.most = 2L * mostCharacters;
        }

        @Override
        public void start(String name, XMLStreamReader at) {
            inText = name.equals("t");
            phonetic |= name.equals("rPh");
        }

        @Override
        public void end(String name) throws IOException {
            inText = false;
            if (name.equals("rPh")) {
                phonetic = false;
            } else if (name.equals("si")) {
                values.add(text.toString());
                // An empty string costs memory too.
                characters += text.length() + 8;
                text.setLength(0);
                if (characters > most) {
                    throw new UnreadableFileException(Reason.TOO_LARGE, "holds too much text; split it");
                }
            }
        }

        @Override
        public void text(String more) throws IOException {
            if (inText && !phonetic) {
                BlockSink.requireRoom((long) text.length() + more.length(), most / 2);
                text.append(more);
            }
        }
    }
}
