package io.celesteos.embedding.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.RealModels;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceTextTokenizerTests {

    private static final long CLS = 101;
    private static final long SEP = 102;

    private final TextTokenizer bge = RealModels.bge().tokenizer();
    private final TextTokenizer minilm = RealModels.minilm().tokenizer();

    @Test
    void readsTheVocabularyOfBert() {
        // bert-base-uncased: hello = 7592, world = 2088.
        assertThat(bge.tokenize("Hello world").ids()).containsExactly(CLS, 7592, 2088, SEP);
    }

    @Test
    void neverPads() {
        assertThat(minilm.tokenize("Hello world").ids()).containsExactly(CLS, 7592, 2088, SEP);
    }

    @ParameterizedTest
    @CsvSource({
        "bge-small, 510, 512, false",
        "bge-small, 511, 512, true",
        "minilm, 200, 202, false",
        "minilm, 254, 256, false",
        "minilm, 255, 256, true"
    })
    void cutsAtTheModelsLimitAndSaysSo(String name, int words, int tokens, boolean truncated) {
        LoadedModel model = RealModels.catalog().require(name);

        TokenizedText text = model.tokenizer().tokenize("pump ".repeat(words));

        assertThat(text.length()).isEqualTo(tokens);
        assertThat(text.truncated()).isEqualTo(truncated);
        assertThat(text.ids()).startsWith(CLS).endsWith(SEP);
    }

    @Test
    void aMegabyteIsCutLikeAnyLongText() {
        TokenizedText text = bge.tokenize("oil pressure low ".repeat(65_000));

        assertThat(text.length()).isEqualTo(512);
        assertThat(text.truncated()).isTrue();
    }

    @Test
    void nulIsNoPartOfAWord() {
        assertThat(bge.tokenize("Hel\u0000lo world").ids())
                .isEqualTo(bge.tokenize("Hello world").ids());
    }

    @Test
    void emojiAndOtherScriptsComeThrough() {
        List<String> texts = List.of("\uD83D\uDEA2 engine", "Motoröl", "двигатель", "发动机", "e\u0301");

        assertThat(texts)
                .allSatisfy(text -> assertThat(bge.tokenize(text).length()).isGreaterThan(2));
        assertThat(bge.tokenize("Motoröl").ids())
                .isEqualTo(bge.tokenize("motorol").ids());
    }

    @Test
    void ofAPairOnlyThePassageIsCut() {
        String passage = "pump ".repeat(600);

        TokenizedText pair = bge.tokenizePair("Hello world", passage);

        assertThat(pair.length()).isEqualTo(512);
        assertThat(pair.truncated()).isTrue();
        assertThat(pair.ids()).startsWith(CLS, 7592, 2088, SEP).endsWith(SEP);
        assertThat(pair.typeIds()).startsWith(0, 0, 0, 0, 1).endsWith(1);
        assertThat(bge.tokenizePair("Hello", "world").ids()).containsExactly(CLS, 7592, SEP, 2088, SEP);
        assertThat(bge.tokenizePair("pump ".repeat(600), passage).length()).isEqualTo(512);
    }

    @Test
    void windowsOfALongPassageEachHaveTheQuery() {
        List<TokenizedText> windows = bge.tokenizeWindows("Hello world", "pump ".repeat(1_000), 200, 150);

        assertThat(windows).hasSize(7);
        assertThat(windows).allSatisfy(window -> {
            assertThat(window.length()).isEqualTo(205);
            assertThat(window.ids()).startsWith(CLS, 7592, 2088, SEP).endsWith(SEP);
        });
    }

    @Test
    void manyThreadsGetTheSameAnswer() {
        long[] alone = bge.tokenize("SPN 4364 FMI 2 on the port main engine").ids();

        assertThat(IntStream.range(0, 200)
                        .parallel()
                        .mapToObj(i -> bge.tokenize("SPN 4364 FMI 2 on the port main engine")
                                .ids()))
                .allSatisfy(ids -> assertThat(ids).isEqualTo(alone));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> HuggingFaceTextTokenizer.open(Path.of("no-such.json"), 512))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-such.json");
    }
}
