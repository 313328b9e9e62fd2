package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TextTokenizer;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenvector.StopTokens;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BestWindowTests {

    private static TokenizedText text(long... tokens) {
        long[] ids = LongStream.concat(
                        LongStream.concat(LongStream.of(1_000_000), Arrays.stream(tokens)), LongStream.of(2_000_000))
                .toArray();
        return new TokenizedText(ids, false);
    }

    private static BestWindow looking(long... query) {
        return BestWindow.of(text(query), StopTokens.none());
    }

    private static TokenizedText chosen(BestWindow window, TokenizedText... windows) {
        return window.choose(List.of(windows));
    }

    @Test
    void theWindowWithMoreOfTheQueryIsRead() {
        TokenizedText most = text(9_007, 9_001, 9_002);

        assertThat(chosen(looking(9_001, 9_002), text(9_001, 9_007, 9_008), most, text(9_002, 9_009, 9_010)))
                .isSameAs(most);
    }

    @Test
    void aRareWordOutweighsACommonOne() {
        TokenizedText rare = text(9_002, 9_007, 9_008);

        assertThat(chosen(looking(9_001, 9_002), text(9_001, 9_007), text(9_001, 9_008), rare, text(9_001, 9_009)))
                .isSameAs(rare);
    }

    @Test
    void repeatingAWordAddsLittle() {
        TokenizedText both = text(9_007, 9_001, 9_002, 9_008);

        assertThat(chosen(looking(9_001, 9_002), text(9_001, 9_001, 9_001, 9_001), both))
                .isSameAs(both);
    }

    @Test
    void tiesAndNoMatchAtAllGoToTheFirst() {
        TokenizedText first = text(9_001, 9_007);

        assertThat(chosen(looking(9_001), first, text(9_001, 9_008))).isSameAs(first);
        assertThat(chosen(looking(9_099), first, text(9_001, 9_008))).isSameAs(first);
    }

    /** Pairs begin with the query itself, which must not count as a match. */
    @Test
    void whatAllWindowsBeginWithIsNotCounted() {
        TokenizedText match = text(9_001, 9_002, 5, 9_002);

        assertThat(chosen(looking(9_001, 9_002), text(9_001, 9_002, 5, 9_007), match))
                .isSameAs(match);
    }

    @Test
    void functionWordsOfTheQueryAreNotLookedFor() {
        TextTokenizer tokenizer = RealModels.bge().tokenizer();
        TokenizedText match = tokenizer.tokenize("clean sea strainer");
        TokenizedText stopWords = tokenizer.tokenize("what is the state of it, and how is the crew?");
        StopTokens stopTokens = StopTokens.of(tokenizer);

        assertThat(BestWindow.of(tokenizer.tokenize("how is the strainer?"), stopTokens)
                        .choose(List.of(tokenizer.tokenize("what is the, of the?"), stopWords, match)))
                .isSameAs(match);
    }
}
