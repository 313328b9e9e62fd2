package io.celesteos.embedding.tokenvector;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TextTokenizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTokensTests {

    private final TextTokenizer tokenizer = RealModels.bge().tokenizer();
    private final StopTokens stopTokens = StopTokens.of(tokenizer);

    private String kept(String text) {
        return tokenizer.decode(Arrays.stream(tokenizer.tokenize(text).ids())
                .filter(id -> !stopTokens.contains(id))
                .toArray());
    }

    @Test
    void functionWordsAndPunctuationGo() {
        assertThat(kept("The impeller of the pump, which is worn, should be replaced (see 4.2)."))
                .isEqualTo("impeller pump worn replaced see 4 2");
    }

    @Test
    void whatChangesTheMeaningStays() {
        for (String word : List.of("no", "not", "never", "without", "overheating", "1")) {
            assertThat(kept(word)).isEqualTo(word);
        }
    }
}
