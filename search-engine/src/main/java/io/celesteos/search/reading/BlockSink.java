package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes what readers find, counts it, and passes it on. One file's; not thread-safe. */
final class BlockSink {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");
    private static final int MOST_NOTES = 20;
    private static final int LONGEST_TITLE = 200;

    /** What a block costs whoever holds it, beside its text; an archive can hold endless short ones in few bytes. */
    private static final int BLOCK_CHARACTERS = 64;

    /** Where the blocks go. */
    interface Target {
        void take(Block block) throws IOException;
    }

    private final ReadLimits limits;
    private final Target target;
    private final List<Integer> scanned = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long characters;
    private long blocks;
    private int entries;
    private int page;
    private int pages;
    private int columns;
    private boolean said;
    private @Nullable IOException lost;
    private String title = "";
    private FileFormat format = FileFormat.TEXT;

    BlockSink(ReadLimits limits, Target target) {
        this.limits = limits;
        this.target = target;
    }

    ReadLimits limits() {
        return limits;
    }

    /** Blocks that follow are of this page; 0 where there are none. */
    void page(int number) {
        page = number;
        pages = Math.max(pages, number);
    }

    void scannedPage(int number) {
        scanned.add(number);
    }

    void note(String note) {
        if (notes.size() < MOST_NOTES && !notes.contains(note)) {
            notes.add(note);
        }
    }

    /** The first title worth the name counts. */
    void title(String found) {
        String clean = oneLine(found);
        if (title.isEmpty() && clean.length() >= 3) {
            title = clean.length() > LONGEST_TITLE ? clean.substring(0, LONGEST_TITLE) : clean;
        }
    }

    void format(FileFormat found) {
        format = found;
    }

    /** One more part of an archive or a message. */
    void entry() throws UnreadableFileException {
        if (++entries > limits.entries()) {
            throw new UnreadableFileException(Reason.TOO_LARGE, "has more than " + limits.entries() + " parts");
        }
    }

    /** @throws UnreadableFileException when so many characters of one paragraph, cell or row are held already */
    void requireRoom(long held) throws UnreadableFileException {
        requireRoom(held, limits.characters());
    }

    static void requireRoom(long held, long most) throws UnreadableFileException {
        if (held > most) {
            throw new UnreadableFileException(
                    Reason.UNSAFE, "unpacks to one text of more than " + most + " characters");
        }
    }

    void heading(int level, String text) throws IOException {
        put(Block.Kind.HEADING, Math.clamp(level, 1, 6), oneLine(text));
    }

    void paragraph(String text) throws IOException {
        put(Block.Kind.PARAGRAPH, 0, text.strip());
    }

    void source(String text) throws IOException {
        put(Block.Kind.SOURCE, 0, text);
    }

    /** The next row is the header of a table. */
    void beginTable() {
        columns = 0;
    }

    /** One with nothing in it is left out, one shorter than the header filled up. */
    void row(List<String> cells) throws IOException {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        // Cells may share one long string: joined they are far more than was held.
        requireRoom(cells.stream().mapToLong(String::length).sum());
        List<String> filled = new ArrayList<>(cells);
        while (filled.size() < columns) {
            filled.add("");
        }
        put(columns == 0 ? Block.Kind.TABLE_HEADER : Block.Kind.TABLE_ROW, 0, markdown(filled));
        columns = columns == 0 ? cells.size() : columns;
    }

    private static String markdown(List<String> cells) {
        return cells.stream()
                .map(each -> oneLine(each).replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private void put(Block.Kind kind, int level, String text) throws IOException {
        if (text.isBlank()) {
            return;
        }
        characters += text.length();
        if (characters > limits.characters()) {
            throw new UnreadableFileException(
                    Reason.TOO_LARGE, "holds more than " + limits.characters() + " characters of text; split it");
        }
        if (++blocks * BLOCK_CHARACTERS > limits.characters()) {
            throw new UnreadableFileException(
                    Reason.TOO_LARGE,
                    "holds more than " + limits.characters() / BLOCK_CHARACTERS
                            + " paragraphs, headings and rows; split it");
        }
        said = true;
        try {
            target.take(new Block(kind, level, page, text));
        } catch (IOException failure) {
            lost = failure;
            throw failure;
        }
    }

    /** Throws what kept blocks from being passed on: no reader may take that for damage of the file. */
    void requirePassedOn() throws IOException {
        if (lost != null) {
            throw lost;
        }
    }

    static String oneLine(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    /** @throws UnreadableFileException when nothing was said */
    ReadFile finish() throws UnreadableFileException {
        if (!said && !scanned.isEmpty()) {
            throw new UnreadableFileException(
                    Reason.SCANNED, "has no text on any page, only pictures: run text recognition (OCR) over it first");
        }
        if (!said) {
            throw new UnreadableFileException(Reason.NO_TEXT, "holds no text");
        }
        return new ReadFile(format, title, pages, scanned, notes, List.of());
    }
}
