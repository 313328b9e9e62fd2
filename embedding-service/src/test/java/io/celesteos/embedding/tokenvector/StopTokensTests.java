package io.celesteos.embedding.tokenvector;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TextTokenizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopTokensTests {

    private final TextTokenizer tokenizer = RealModels.bge().tokenizer();
    private final StopTokens stopTokens = StopTokens.of(tokenizer);

    private String kept(String text) {
        long[] ids = tokenizer.tokenize(text).ids();
        return tokenizer.decode(IntStream.range(0, ids.length)
                .filter(position -> !stopTokens.at(position, ids))
                .mapToLong(position -> ids[position])
                .toArray());
    }

    @Test
    void functionWordsAndPunctuationGo() {
        assertThat(kept("The impeller of the pump, which is worn, should be replaced (see 4.2)."))
                .isEqualTo("impeller pump worn replaced see 4 2");
    }

    @Test
    void whatChangesTheMeaningStays() {
        for (String word : List.of("no", "not", "never", "without", "overheating", "overheating over", "1")) {
            assertThat(kept(word)).isEqualTo(word.replace(" over", ""));
        }
    }
}
