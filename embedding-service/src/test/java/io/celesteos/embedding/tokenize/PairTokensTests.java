package io.celesteos.embedding.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code [CLS]=1 [SEP]=2}, query tokens from 10, passage tokens from 100. */
class PairTokensTests {

    private static PairTokens pair(int query, int passage) {
        int length = query + passage + 3;
        long[] ids = new long[length];
        long[] types = new long[length];
        long[] sequence = new long[length];
        long[] special = new long[length];
        int at = 0;
        special[at] = 1;
        ids[at++] = 1;
        for (int i = 0; i < query; i++) {
            ids[at++] = 10 + i;
        }
        special[at] = 1;
        ids[at++] = 2;
        for (int i = 0; i < passage; i++) {
            types[at] = 1;
            sequence[at] = 1;
            ids[at++] = 100 + i;
        }
        special[at] = 1;
        types[at] = 1;
        ids[at] = 2;
        return PairTokens.of(ids, types, sequence, special);
    }

    @Test
    void whatFitsStaysWhole() {
        TokenizedText whole = pair(2, 3).whole(8);

        assertThat(whole.ids()).containsExactly(1, 10, 11, 2, 100, 101, 102, 2);
        assertThat(whole.typeIds()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(whole.truncated()).isFalse();
    }

    @Test
    void onlyThePassageIsCut() {
        TokenizedText cut = pair(2, 30).whole(8);

        assertThat(cut.ids()).containsExactly(1, 10, 11, 2, 100, 101, 102, 2);
        assertThat(cut.truncated()).isTrue();
    }

    @Test
    void anEndlessQueryLeavesHalfToThePassage() {
        TokenizedText cut = pair(100, 100).whole(13);

        assertThat(cut.ids()).containsExactly(1, 10, 11, 12, 13, 14, 2, 100, 101, 102, 103, 104, 2);
        assertThat(cut.truncated()).isTrue();
    }

    @Test
    void aLongQueryIsNotCutForNothing() {
        assertThat(pair(4, 1).whole(8).ids()).containsExactly(1, 10, 11, 2, 100, 2);
    }

    @Test
    void windowsCoverThePassage() {
        List<TokenizedText> windows = pair(1, 7).windows(100, 3, 2);

        assertThat(windows)
                .extracting(TokenizedText::ids)
                .containsExactly(
                        new long[] {1, 10, 2, 100, 101, 102, 2},
                        new long[] {1, 10, 2, 102, 103, 104, 2},
                        new long[] {1, 10, 2, 104, 105, 106, 2});
    }

    @Test
    void theLastWindowEndsWhereThePassageDoes() {
        assertThat(pair(1, 8).windows(100, 3, 3).getLast().ids()).containsExactly(1, 10, 2, 105, 106, 107, 2);
    }

    @Test
    void oneWindowWhereItFits() {
        assertThat(pair(1, 3).windows(100, 3, 2)).hasSize(1);
        assertThat(pair(1, 0).windows(100, 3, 2))
                .singleElement()
                .satisfies(only -> assertThat(only.ids()).containsExactly(1, 10, 2, 2));
    }

    @Test
    void aWindowIsNoWiderThanTheModel() {
        assertThat(pair(1, 50).windows(8, 40, 40))
                .allSatisfy(window -> assertThat(window.length()).isEqualTo(8));
    }

    @Test
    void anEmptyQueryIsAPair() {
        assertThat(pair(0, 2).whole(8).ids()).containsExactly(1, 2, 100, 101, 2);
    }

    @Test
    void windowsMustMove() {
        assertThatThrownBy(() -> pair(1, 9).windows(100, 3, 4)).hasMessageContaining("windows of 3 tokens each 4");
        assertThatThrownBy(() -> pair(1, 9).windows(100, 3, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
