package io.celesteos.embedding.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoolingTests {

    private final HiddenStates states = new HiddenStates(new float[] {1, 2, 3, 4, 5, 9}, 2);

    @Test
    void clsTakesTheFirstToken() {
        assertThat(Pooling.CLS.pool(states)).containsExactly(1, 2);
    }

    @Test
    void meanTakesAllTokens() {
        assertThat(Pooling.MEAN.pool(states)).containsExactly(3, 5);
    }

    @Test
    void normalisedVectorsHaveLengthOneAndTheSameDirection() {
        assertThat(L2Normalization.normalize(new float[] {3, -4}))
                .containsExactly(new float[] {0.6f, -0.8f}, within(1e-7f));
    }

    @Test
    void veryLongVectorsDoNotOverflow() {
        assertThat(L2Normalization.normalize(new float[] {3e30f, 4e30f}))
                .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    }

    @Test
    void theZeroVectorHasNoDirection() {
        assertThat(L2Normalization.normalize(new float[3])).containsExactly(0, 0, 0);
    }

    @Test
    void hiddenStatesAreWholeRows() {
        assertThatThrownBy(() -> new HiddenStates(new float[5], 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HiddenStates(new float[0], 2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(states.tokens()).isEqualTo(3);
    }
}
