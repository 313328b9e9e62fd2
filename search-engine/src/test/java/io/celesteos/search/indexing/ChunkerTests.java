package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTests {

    private final Chunker chunker = new Chunker(new ChunkingProperties(160, 30, 15));

    @ParameterizedTest
    @ValueSource(ints = {15, 45, 70, 95, 160, 180})
    void aSectionOfUsualLengthIsExactlyOneChunk(int words) {
        String text = "# Title\n## One\n" + words(words, "a") + "\n\n## Two\n" + words(words, "b") + "\n";

        List<Chunk> chunks = chunker.chunk("Title", text);

        assertThat(chunks).extracting(Chunk::section).containsExactly("One", "Two");
        assertThat(chunks).extracting(Chunk::index).containsExactly(0, 1);
        assertThat(chunks.getFirst().content()).startsWith("One\na0 a1").endsWith("a" + (words - 1));
    }

    @Test
    void headingsMakeThePath() {
        String text = """
                # Cooling system
                Intro %s
                ## Jacket water
                %s
                ### Pumps
                %s
                #### Seals
                %s
                ## Sea water
                %s
                """.formatted(words(20, "i"), words(50, "j"), words(50, "p"), words(50, "s"), words(50, "w"));

        assertThat(chunker.chunk("Main engine", text))
                .extracting(Chunk::section)
                .containsExactly(
                        "Cooling system",
                        "Cooling system > Jacket water",
                        "Cooling system > Jacket water > Pumps",
                        "Cooling system > Jacket water > Pumps > Seals",
                        "Cooling system > Sea water");
    }

    @Test
    void aFirstHeadingThatRepeatsTheTitleIsNoChunkAndNoPath() {
        assertThat(chunker.chunk("Fuel System", "# fuel system\n## Filters\n" + words(50, "f")))
                .extracting(Chunk::section)
                .containsExactly("Filters");
    }

    @Test
    void aLongSectionIsCutBetweenParagraphsAndKeepsItsHeading() {
        String text = "## Long\n"
                + IntStream.range(0, 6)
                        .mapToObj(i -> words(60, "p" + i + "x") + ".")
                        .collect(Collectors.joining("\n\n"));

        List<Chunk> chunks = chunker.chunk("T", text);

        assertThat(chunks).hasSizeGreaterThan(1).allSatisfy(chunk -> {
            assertThat(chunk.content()).startsWith("Long\n");
            assertThat(PassageSplitter.words(chunk.content())).isLessThanOrEqualTo(160 + 31);
        });
        assertThat(chunks.getFirst().content()).endsWith("p1x59.");
    }

    @Test
    void aCutSectionRepeatsItsLastShortSentence() {
        String text = IntStream.range(0, 40)
                .mapToObj(i -> "Sentence " + i + " tells of " + words(6, "s" + i + "x") + ".")
                .collect(Collectors.joining(" "));

        List<Chunk> chunks = chunker.chunk("T", text);

        assertThat(chunks).hasSizeGreaterThan(2);
        for (int i = 1; i < chunks.size(); i++) {
            String before = chunks.get(i - 1).content();
            String lastSentence = before.substring(before.lastIndexOf("Sentence"));
            assertThat(chunks.get(i).content()).startsWith(lastSentence);
        }
    }

    @Test
    void aTinySectionJoinsTheNextUnderTheSameHeading() {
        String text = "## Note\nMind the gap.\n## Details\n" + words(50, "d") + "\n## Other\n" + words(50, "o");

        List<Chunk> chunks = chunker.chunk("T", text);

        assertThat(chunks).extracting(Chunk::section).containsExactly("Details", "Other");
        assertThat(chunks.getFirst().content()).startsWith("Note\nMind the gap.\n\nDetails\nd0");
    }

    @Test
    void aTinyLastSectionJoinsTheOneBefore() {
        List<Chunk> chunks = chunker.chunk("T", "## Main\n" + words(50, "m") + "\n## End\nThat is all.");

        assertThat(chunks)
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.content()).endsWith("End\nThat is all."));
    }

    @Test
    void aTinySectionDoesNotCrossIntoAnotherChapter() {
        String text = "# A\n## A1\n" + words(50, "a") + "\n### A1a\nShort one.\n# B\n## B1\n" + words(50, "b");

        assertThat(chunker.chunk("T", text))
                .extracting(Chunk::content)
                .noneMatch(content -> content.contains("Short one.") && content.contains("b0"));
    }

    @Test
    void aHashInACodeBlockIsNoHeading() {
        String text = "## Script\n```\n# not a heading\n" + words(30, "c") + "\n```\n" + words(20, "d");

        assertThat(chunker.chunk("T", text))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.content()).contains("# not a heading"));
    }

    @Test
    void aTableStaysTogether() {
        String table = "| a | b |\n|---|---|\n| 1 bar | 2 bar |\n" + words(20, "t");

        assertThat(chunker.chunk("T", "## Limits\n" + table))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.content()).isEqualTo("Limits\n" + table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\n\t", "\r\n"})
    void textThatSaysNothingHasNoChunks(String text) {
        assertThat(chunker.chunk("T", text)).isEmpty();
    }

    @Test
    void textWithoutBlanksIsStillCutIntoBoundedChunks() {
        assertThat(chunker.chunk("T", "x".repeat(1_000_000)))
                .hasSizeBetween(300, 2_000)
                .allSatisfy(chunk -> assertThat(chunk.content().length()).isLessThanOrEqualTo(2_600));
    }

    @Test
    void headingsAloneAreBounded() {
        assertThat(chunker.chunk("T", "# a\n# b\n".repeat(20_000))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noWordIsLostAndIndexesCountUp(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        int words = 0;
        for (int section = 0; section < 12; section++) {
            text.append("#".repeat(1 + random.nextInt(4)))
                    .append(" Heading")
                    .append(section)
                    .append('\n');
            for (int paragraph = random.nextInt(4); paragraph > 0; paragraph--) {
                for (int i = random.nextInt(150); i > 0; i--) {
                    text.append("w").append(words++).append(random.nextInt(9) == 0 ? ". " : " ");
                }
                text.append("\n\n");
            }
        }

        List<Chunk> chunks = chunker.chunk("T", text.toString());

        String all = chunks.stream().map(Chunk::content).collect(Collectors.joining(" ")) + " ";
        for (int i = 0; i < words; i++) {
            assertThat(all).containsPattern("\\bw" + i + "\\b");
        }
        assertThat(chunks)
                .extracting(Chunk::index)
                .isEqualTo(IntStream.range(0, chunks.size()).boxed().toList());
    }

    private static String words(int count, String prefix) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(" "));
    }
}
