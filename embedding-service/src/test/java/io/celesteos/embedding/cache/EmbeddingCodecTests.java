package io.celesteos.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingCodecTests {

    private final EmbeddedText text = new EmbeddedText(new float[] {0.25f, -1f, Float.MIN_VALUE}, 17, true);

    @Test
    void whatIsWrittenIsReadBackBitForBit() {
        EmbeddedText read =
                EmbeddingCodec.decode(EmbeddingCodec.encode(text), 3).orElseThrow();

        assertThat(read.vector()).isEqualTo(text.vector());
        assertThat(read.tokens()).isEqualTo(17);
        assertThat(read.truncated()).isTrue();
    }

    @Test
    void aWholeTextIsNotReadAsACutOne() {
        EmbeddedText whole = new EmbeddedText(new float[] {1}, 5, false);

        assertThat(EmbeddingCodec.decode(EmbeddingCodec.encode(whole), 1)
                        .orElseThrow()
                        .truncated())
                .isFalse();
    }

    @Test
    void theVectorComesFirstAsLittleEndianFloats() {
        ByteBuffer bytes = ByteBuffer.wrap(EmbeddingCodec.encode(text)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(bytes.capacity()).isEqualTo(3 * 4 + 8);
        assertThat(bytes.getFloat(0)).isEqualTo(0.25f);
        assertThat(bytes.getFloat(4)).isEqualTo(-1f);
    }

    @Test
    void anEntryOfAnotherSizeIsAMiss() {
        byte[] stored = EmbeddingCodec.encode(text);

        assertThat(EmbeddingCodec.decode(stored, 4)).isEmpty();
        assertThat(EmbeddingCodec.decode(Arrays.copyOf(stored, stored.length - 1), 3))
                .isEmpty();
        assertThat(EmbeddingCodec.decode(new byte[0], 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNoNumberIsAMiss(float value) {
        byte[] stored = EmbeddingCodec.encode(new EmbeddedText(new float[] {1, value, 0}, 5, false));

        assertThat(EmbeddingCodec.decode(stored, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11, 12, 15, 16, 19})
    void aFlippedBitAnywhereIsAMiss(int at) {
        byte[] stored = EmbeddingCodec.encode(text);
        stored[at] ^= 4;

        assertThat(EmbeddingCodec.decode(stored, 3)).isEmpty();
    }
}
