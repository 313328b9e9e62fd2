package io.celesteos.embedding.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenizedTextTests {

    private final TokenizedText text = new TokenizedText(new long[] {101, 5, 6, 7, 102}, false);

    @Test
    void aCutTextKeepsItsClosingToken() {
        assertThat(text.cut(4).ids()).containsExactly(101, 5, 6, 102);
        assertThat(text.cut(4).truncated()).isTrue();
    }

    @Test
    void aTextThatFitsIsNotTouched() {
        assertThat(text.cut(5)).isSameAs(text);
        assertThat(text.cut(5).truncated()).isFalse();
    }

    @Test
    void aTextHasItsSpecialTokens() {
        assertThatThrownBy(() -> new TokenizedText(new long[1], false)).isInstanceOf(IllegalArgumentException.class);
    }
}
