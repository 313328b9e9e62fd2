package io.celesteos.embedding.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.celesteos.embedding.model.RealModels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextWindowsTests {

    private static final long[] FRAME = {101, 102};

    private static List<long[]> windows(int size, int stride, long... tokens) {
        return TextWindows.of(tokens, FRAME, size, stride).stream()
                .map(TokenizedText::ids)
                .toList();
    }

    @Test
    void whatFitsIsOnePart() {
        assertThat(windows(3, 1, 1, 2, 3)).containsExactly(new long[] {101, 1, 2, 3, 102});
        assertThat(windows(3, 1)).containsExactly(new long[] {101, 102});
        assertThat(TextWindows.of(new long[] {1, 2, 3}, FRAME, 3, 1).getFirst().truncated())
                .isFalse();
    }

    @Test
    void partsOverlapAndTheLastEndsWithTheText() {
        assertThat(windows(4, 2, 1, 2, 3, 4, 5, 6, 7))
                .containsExactly(new long[] {101, 1, 2, 3, 4, 102}, new long[] {101, 3, 4, 5, 6, 102}, new long[] {
                    101, 4, 5, 6, 7, 102
                });
        assertThat(TextWindows.of(new long[] {1, 2, 3, 4, 5}, FRAME, 4, 2)).allMatch(TokenizedText::truncated);
    }

    @Test
    void windowsNeedASizeAndAStrideWithin() {
        assertThatIllegalArgumentException().isThrownBy(() -> windows(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> windows(4, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> windows(4, 0, 1));
    }

    @Test
    void aRealTokenizersWindowsAreThePartsOfItsTokens() {
        TextTokenizer tokenizer = RealModels.minilm().tokenizer();
        String text = "Bilge pump number %d is tested weekly. ".repeat(200);

        List<TokenizedText> parts = tokenizer.tokenizeWindows(text, 10_000, 10_000);

        assertThat(parts).as("not more than the model reads").hasSizeGreaterThan(5);
        assertThat(parts).allSatisfy(part -> assertThat(part.length()).isEqualTo(256));
        assertThat(parts.getFirst().ids()).isEqualTo(tokenizer.tokenize(text).ids());
        String joined = tokenizer.decode(parts.getLast().ids());
        assertThat(joined).endsWith("is tested weekly.");
        assertThat(Arrays.stream(tokenizer
                                .tokenizeWindows("bilge pump", 8, 4)
                                .getFirst()
                                .ids())
                        .toArray())
                .isEqualTo(tokenizer.tokenize("bilge pump").ids());
    }
}
