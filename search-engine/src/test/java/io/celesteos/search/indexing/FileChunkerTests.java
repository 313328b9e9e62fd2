package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.search.reading.Block;
import io.celesteos.search.reading.Block.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileChunkerTests {

    private final Chunker sources = new Chunker(new ChunkingProperties(160, 30, 15));
    private final FileChunker chunker = new FileChunker(new FileChunkingProperties(100, 20, 10), sources);

    private static Block heading(int level, String text) {
        return new Block(Kind.HEADING, level, 0, text);
    }

    private static Block text(int page, String text) {
        return new Block(Kind.PARAGRAPH, 0, page, text);
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word").collect(Collectors.joining(" "));
    }

    @Test
    void markdownIsCutAsEver() throws IOException {
        String source = "## One\n" + words(50) + "\n## Two\n" + words(50);

        assertThat(chunker.chunk("T", List.of(new Block(Kind.SOURCE, 0, 0, source))))
                .isEqualTo(sources.chunk("T", source));
    }

    @Test
    void headingsBeginChunksAndMakeThePath() throws IOException {
        List<Chunk> chunks = chunker.chunk(
                "Engine",
                List.of(
                        heading(1, "Cooling"),
                        heading(2, "Pumps"),
                        text(0, words(30)),
                        heading(2, "Coolers"),
                        text(0, words(30)),
                        heading(1, "Fuel"),
                        text(0, words(30))));

        assertThat(chunks).extracting(Chunk::section).containsExactly("Cooling > Pumps", "Cooling > Coolers", "Fuel");
        assertThat(chunks.getFirst().content()).startsWith("Pumps\nword");
        assertThat(chunks).extracting(Chunk::index).containsExactly(0, 1, 2);
    }

    @Test
    void pagesAreKept() throws IOException {
        List<Chunk> chunks = chunker.chunk(
                "T", List.of(text(1, words(30)), text(2, words(30)), text(3, words(80)), text(4, words(90))));

        assertThat(chunks)
                .extracting(Chunk::where)
                .containsExactly(Map.of("page", 1, "page_end", 2), Map.of("page", 3), Map.of("page", 4));
    }

    @Test
    void aTableIsCutBetweenRowsWithItsHeaderRepeated() throws IOException {
        List<Block> blocks = new ArrayList<>();
        blocks.add(heading(1, "Spares"));
        blocks.add(new Block(Kind.TABLE_HEADER, 0, 7, "| Part | Number |"));
        for (int i = 0; i < 40; i++) {
            blocks.add(new Block(Kind.TABLE_ROW, 0, 7, "| Impeller | " + i + " |"));
        }

        List<Chunk> chunks = chunker.chunk("T", blocks);

        assertThat(chunks).hasSizeGreaterThan(2).allSatisfy(chunk -> {
            assertThat(chunk.content()).startsWith("Spares\n| Part | Number |\n| --- | --- |\n| Impeller");
            assertThat(chunk.where()).isEqualTo(Map.of("page", 7));
            assertThat(WordPieceEstimate.tokens(chunk.content())).isLessThanOrEqualTo(125);
        });
        String all = chunks.stream().map(Chunk::content).collect(Collectors.joining("\n"));
        for (int i = 0; i < 40; i++) {
            assertThat(all).containsOnlyOnce("| Impeller | " + i + " |");
        }
    }

    @Test
    void longParagraphsAreCutBetweenSentences() throws IOException {
        String text = IntStream.range(0, 40)
                .mapToObj(i -> "Sentence " + i + " says a few more words.")
                .collect(Collectors.joining(" "));

        List<Chunk> chunks = chunker.chunk("T", List.of(heading(1, "Long"), text(3, text)));

        assertThat(chunks).hasSizeGreaterThan(3).allSatisfy(chunk -> {
            assertThat(chunk.content()).startsWith("Long\nSentence").endsWith(".");
            assertThat(chunk.section()).isEqualTo("Long");
        });
    }

    @Test
    void theSameBlocksAreTheSameChunks() throws IOException {
        List<Block> blocks = List.of(heading(1, "A"), text(1, words(300)), text(2, words(20)));

        assertThat(chunker.chunk("T", blocks)).isEqualTo(chunker.chunk("T", blocks));
    }

    @Test
    void headingsWithoutTextDoNotMakeChunksWithoutEnd() {
        List<Block> blocks = Collections.nCopies(50_002, heading(1, "a"));

        assertThatThrownBy(() -> chunker.chunk("T", blocks)).hasMessageContaining("more than 50000 passages");
    }
}
