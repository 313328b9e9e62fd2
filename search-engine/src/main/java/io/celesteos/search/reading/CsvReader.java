package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Tables as text, whatever separates their fields. */
final class CsvReader implements FormatReader {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int LINES = 20;
    private static final int FEWEST_UNNAMED = 4;
    private static final int START = 8_192;

    /** @param named whether the name says so: then two columns and two lines will do */
    static boolean looksLikeIt(String start, boolean named) {
        List<Integer> counts = counts(start, delimiter(start));
        if (named) {
            return !counts.isEmpty() && counts.getFirst() >= 2;
        }
        return counts.size() >= FEWEST_UNNAMED
                && counts.getFirst() >= 3
                && counts.stream().distinct().count() == 1
                && !start.stripLeading().startsWith("|");
    }

    private static char delimiter(String start) {
        char best = ',';
        int most = 0;
        for (char each : DELIMITERS) {
            List<Integer> counts = counts(start, each);
            int first = counts.isEmpty() ? 0 : counts.getFirst();
            int agreeing = (int) counts.stream().filter(count -> count == first).count();
            if (first > 1 && first * agreeing > most) {
                most = first * agreeing;
                best = each;
            }
        }
        return best;
    }

    /** Fields of each of the first records; the last one may have been cut. */
    private static List<Integer> counts(String start, char delimiter) {
        List<Integer> counts = new ArrayList<>();
        try (CSVParser records = CSVParser.builder()
                .setReader(new StringReader(start))
                .setFormat(format(delimiter))
                .get()) {
            for (CSVRecord each : records) {
                counts.add(each.size());
                if (counts.size() > LINES) {
                    break;
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException noTable) {
            // A quote that does not end within the start, most often: what was counted before it stands.
        }
        if (counts.size() > 1 && start.length() >= START) {
            counts.removeLast();
        }
        return counts;
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setLenientEof(true)
                .setTrailingData(true)
                .get();
    }

    @Override
    public void read(Path file, BlockSink sink, int depth) throws IOException {
        char delimiter = delimiter(TextReader.start(file, START));
        sink.beginTable();
        try (Reader text = TextReader.open(file);
                CSVParser records = CSVParser.builder()
                        .setReader(text)
                        .setFormat(format(delimiter))
                        .get()) {
            for (CSVRecord each : records) {
                sink.row(each.toList());
            }
        } catch (UncheckedIOException | CSVException broken) {
            throw new UnreadableFileException(Reason.DAMAGED, "is no table: a quote is not closed", broken);
        }
    }
}
