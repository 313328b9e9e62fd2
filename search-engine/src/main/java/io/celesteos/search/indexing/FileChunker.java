package io.celesteos.search.indexing;

import io.celesteos.search.reading.Block;
import io.celesteos.search.reading.UnreadableFileException;
import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was read from a file to chunks, by its structure: a heading begins a chunk, a page's end may, tables are cut
 * between rows with their header repeated, long paragraphs between sentences. Thread-safe.
 */
@Component
final class FileChunker {

    private static final int LEVELS = 6;

    /** Five times what the longest text makes; more are headings without text, and each costs memory as a chunk. */
    private static final int MOST_CHUNKS = 50_000;

    private final FileChunkingProperties properties;
    private final Chunker sources;

    FileChunker(FileChunkingProperties properties, Chunker sources) {
        this.properties = properties;
        this.sources = sources;
    }

    /**
     * In the order of the file; {@code title} as a first heading is left out.
     *
     * @throws UnreadableFileException when they are too many
     */
    List<Chunk> chunk(String title, List<Block> blocks) throws UnreadableFileException {
        if (blocks.size() == 1 && blocks.getFirst().kind() == Block.Kind.SOURCE) {
            return few(sources.chunk(title, blocks.getFirst().text()));
        }
        Cutting cutting = new Cutting(title);
        for (Block block : blocks) {
            cutting.add(block);
            few(cutting.chunks);
        }
        cutting.flush();
        return few(cutting.chunks);
    }

    private static List<Chunk> few(List<Chunk> chunks) throws UnreadableFileException {
        if (chunks.size() > MOST_CHUNKS) {
            throw new UnreadableFileException(
                    Reason.TOO_LARGE, "falls into more than " + MOST_CHUNKS + " passages; split it");
        }
        return chunks;
    }

    /** One file's. */
    private final class Cutting {
        private final String title;
        private final List<Chunk> chunks = new ArrayList<>();
        private final @Nullable String[] headings = new String[LEVELS];
        private final PassageSplitter splitter =
                new PassageSplitter(properties.targetTokens(), properties.overlapTokens(), WordPieceEstimate::tokens);
        private final StringBuilder text = new StringBuilder();
        private String section = "";
        private String tableHeader = "";
        private int tokens;
        private int firstPage;
        private int lastPage;
        private boolean onlyHeading = true;

        Cutting(String title) {
            this.title = title.strip().toLowerCase(Locale.ROOT);
        }

        void add(Block block) {
            switch (block.kind()) {
                case HEADING -> heading(block);
                case PARAGRAPH, SOURCE -> paragraph(block);
                case TABLE_HEADER -> {
                    tableHeader = block.text() + "\n" + rule(block.text());
                    row(block, tableHeader);
                }
                case TABLE_ROW -> row(block, block.text());
            }
        }

        private void heading(Block block) {
            boolean under = below(block.level());
            if (!onlyHeading && (tokens >= properties.tinyTokens() || !under)) {
                flush();
            } else if (onlyHeading && !under) {
                flush();
            }
            for (int i = block.level() - 1; i < LEVELS; i++) {
                headings[i] = null;
            }
            if (block.text().toLowerCase(Locale.ROOT).equals(title)) {
                return;
            }
            headings[block.level() - 1] = block.text();
            section = path();
            if (onlyHeading) {
                // Headings above it are in the path.
                reset();
            }
            append(block.text(), "\n", block.page());
        }

        /** Whether a heading of this level stands under the one in force. */
        private boolean below(int level) {
            for (int i = level - 1; i < LEVELS; i++) {
                if (headings[i] != null) {
                    return false;
                }
            }
            return true;
        }

        private void paragraph(Block block) {
            int more = WordPieceEstimate.tokens(block.text());
            boolean turned = lastPage != 0 && block.page() != lastPage;
            if (!onlyHeading
                    && (tokens + more > properties.targetTokens()
                            || (turned && tokens * 2 > properties.targetTokens()))) {
                next(splitter.lastSentence(text.toString()));
            }
            if (more <= properties.targetTokens()) {
                append(block.text(), "\n\n", block.page());
                onlyHeading = false;
                return;
            }
            for (String piece : splitter.split(block.text())) {
                if (!onlyHeading) {
                    next("");
                }
                append(piece, "\n", block.page());
                onlyHeading = false;
            }
        }

        private void row(Block block, String row) {
            int more = WordPieceEstimate.tokens(row);
            if (!onlyHeading && tokens + more > properties.targetTokens()) {
                next("");
                if (block.kind() == Block.Kind.TABLE_ROW
                        && WordPieceEstimate.tokens(tableHeader) * 2 < properties.targetTokens()) {
                    append(tableHeader, "\n", block.page());
                }
            }
            if (more > 2 * properties.targetTokens()) {
                paragraph(new Block(Block.Kind.PARAGRAPH, 0, block.page(), row));
                return;
            }
            append(row, block.kind() == Block.Kind.TABLE_HEADER ? "\n\n" : "\n", block.page());
            onlyHeading = false;
        }

        private static String rule(String header) {
            int columns = header.replace("\\|", "").length()
                    - header.replace("\\|", "").replace("|", "").length()
                    - 1;
            return "|" + " --- |".repeat(Math.max(1, columns));
        }

        /** Ends the chunk; the next one begins under the same heading, with {@code carried} from this one. */
        private void next(String carried) {
            flush();
            String heading = innermost();
            if (!heading.isEmpty()) {
                append(heading, "\n", 0);
            }
            if (!carried.isEmpty()) {
                append(carried, "\n", 0);
            }
        }

        private void append(String more, String separator, int page) {
            text.append(text.isEmpty() ? "" : onlyHeading ? "\n" : separator).append(more);
            tokens += WordPieceEstimate.tokens(more);
            if (page > 0) {
                firstPage = firstPage == 0 ? page : firstPage;
                lastPage = page;
            }
        }

        private String innermost() {
            for (int i = LEVELS - 1; i >= 0; i--) {
                if (headings[i] != null) {
                    return headings[i];
                }
            }
            return "";
        }

        private String path() {
            List<String> path = new ArrayList<>();
            for (String each : headings) {
                if (each != null) {
                    path.add(each);
                }
            }
            return String.join(" > ", path);
        }

        void flush() {
            if (!text.isEmpty()) {
                chunks.add(new Chunk(chunks.size(), section, text.toString(), where()));
            }
            reset();
            section = path();
        }

        private Map<String, Object> where() {
            if (firstPage == 0) {
                return Map.of();
            }
            return firstPage == lastPage ? Map.of("page", firstPage) : Map.of("page", firstPage, "page_end", lastPage);
        }

        private void reset() {
            text.setLength(0);
            tokens = 0;
            firstPage = 0;
            lastPage = 0;
            onlyHeading = true;
        }
    }
}
