package io.celesteos.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTextsTests {

    private static final Path DEMO = Path.of("../demo/celeste/documents");

    @TempDir
    private static Path models;

    private static Tokens tokens;

    @BeforeAll
    static void open() throws IOException {
        BenchModel.BGE_SMALL.unpack(models);
        tokens = Tokens.open(BenchModel.BGE_SMALL.tokenizer(models), BenchModel.BGE_SMALL.maxTokens());
    }

    @AfterAll
    static void close() {
        tokens.close();
    }

    private static DemoTexts texts(long seed) throws IOException {
        return new DemoTexts(DemoTexts.words(DEMO), tokens, new Random(seed));
    }

    @Test
    void textsHaveTheTokensAskedFor() throws IOException {
        List<String> texts = texts(3).texts(200, 25, 400);

        // A word that is cut in the middle can become other tokens than it was: one more or less.
        assertThat(texts).allSatisfy(text -> assertThat(tokens.ids(text).length).isBetween(24, 401));
        assertThat(texts).anySatisfy(text -> assertThat(tokens.ids(text).length).isGreaterThan(350));
        assertThat(texts).anySatisfy(text -> assertThat(tokens.ids(text).length).isLessThan(60));
    }

    @Test
    void oneSeedGivesTheSameTextsAndNoneTwice() throws IOException {
        List<String> texts = texts(5).texts(1_000, 8, 10);

        assertThat(texts(5).texts(1_000, 8, 10)).isEqualTo(texts);
        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void headersOfFilesAreNoText(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.md"), "---\ntitle: secret\n---\n" + "pump seal ".repeat(1_000));

        assertThat(DemoTexts.words(folder)).hasSize(2_000).doesNotContain("secret", "title:");
    }

    @Test
    void aFolderWithoutTextIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> DemoTexts.words(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0 words");
    }
}
