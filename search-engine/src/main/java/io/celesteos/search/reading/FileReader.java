package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Reads a file as what its content says it is. */
final class FileReader {

    /** A message in a message in a message; further down nobody looks. */
    private static final int DEEPEST = 3;

    private final Map<FileFormat, FormatReader> readers = new EnumMap<>(FileFormat.class);

    FileReader() {
        readers.put(FileFormat.PDF, new PdfReader());
        readers.put(FileFormat.DOCX, new DocxReader());
        readers.put(FileFormat.XLSX, new XlsxReader());
        readers.put(FileFormat.CSV, new CsvReader());
        readers.put(FileFormat.HTML, new HtmlReader());
        readers.put(FileFormat.TEXT, new TextReader());
        readers.put(FileFormat.EML, new EmlReader(this));
    }

    /**
     * @param name only tells CSV from other text
     * @return all but the blocks, which went to {@code target}
     */
    ReadFile read(Path file, String name, ReadLimits limits, BlockSink.Target target) throws IOException {
        BlockSink sink = new BlockSink(limits, target);
        try {
            sink.format(read(file, name, sink, 0));
        } finally {
            sink.requirePassedOn();
        }
        return sink.finish();
    }

    /** What lies in another file, into the same sink. */
    FileFormat read(Path file, String name, BlockSink sink, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new UnreadableFileException(Reason.UNSAFE, "lies in too many other files");
        }
        FileFormat format = FormatDetector.detect(file, name);
        FormatReader reader = readers.get(format);
        if (reader == null) {
            throw new IllegalStateException("no reader for " + format);
        }
        try {
            reader.read(file, sink, depth);
        } catch (UnreadableFileException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw new UnreadableFileException(Reason.DAMAGED, "is damaged or cut short", damaged);
        } catch (StackOverflowError nested) {
            throw new UnreadableFileException(Reason.UNSAFE, "is nested too deeply", nested);
        }
        return format;
    }
}
