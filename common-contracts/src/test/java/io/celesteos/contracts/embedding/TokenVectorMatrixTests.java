package io.celesteos.contracts.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVectorMatrixTests {

    private static TokenVectorMatrix vectors(int dimensions, float... values) {
        return TokenVectorMatrix.quantize(values, dimensions);
    }

    @Test
    void eachQueryTokenTakesItsBestMatch() {
        TokenVectorMatrix query = vectors(2, 1, 0, 0, 1);
        TokenVectorMatrix passage = vectors(2, 5, 0, 0, -2, -1, 0);

        // First token: cosines 1, 0, -1; second: 0, -1, 0.
        assertThat(query.maxSim(passage)).isCloseTo((1 + 0) / 2.0, within(1e-6));
    }

    @Test
    void aTextMatchesItselfWhollyAndItsOppositeNotAtAll() {
        TokenVectorMatrix text = vectors(3, 0.2f, -0.7f, 0.1f);

        assertThat(text.maxSim(text)).isCloseTo(1, within(0.01));
        assertThat(text.maxSim(vectors(3, -0.2f, 0.7f, -0.1f))).isCloseTo(-1, within(0.01));
    }

    @Test
    void lengthsOfVectorsDoNotMatter() {
        TokenVectorMatrix query = vectors(2, 3, 4);

        assertThat(query.maxSim(vectors(2, 0.003f, 0.004f)))
                .isCloseTo(query.maxSim(vectors(2, 300, 400)), within(1e-6));
    }

    @Test
    void rowsAreOfUnitLengthUnlessTheyComeFromElsewhere() {
        byte[] packed = vectors(2, 3, 4, 1, 0).pack();
        byte[] scaled = packed.clone();
        ByteBuffer.wrap(scaled).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 0.5f);

        assertThat(TokenVectorMatrix.unpack(packed, 2).hasUnitRows()).isTrue();
        assertThat(TokenVectorMatrix.unpack(scaled, 2).hasUnitRows()).isFalse();
        assertThat(vectors(2, 1, 1, 0, 0).hasUnitRows()).isFalse();
    }

    @Test
    void aTokenWithoutDirectionMatchesNothing() {
        assertThat(vectors(2, 1, 1).maxSim(vectors(2, 0, 0))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eightBitsAreCloseToFloats(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        float[] query = gaussian(random, 7 * 384);
        float[] passage = gaussian(random, 60 * 384);

        assertThat(vectors(384, query).maxSim(vectors(384, passage)))
                .isCloseTo(exact(query, passage, 384), within(0.003));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasPackedIsReadBack(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        TokenVectorMatrix before = vectors(64, gaussian(random, 9 * 64));

        TokenVectorMatrix after = TokenVectorMatrix.unpack(before.pack(), 64);

        assertThat(after.pack()).isEqualTo(before.pack()).hasSize(9 * (4 + 64));
        assertThat(after.rows()).isEqualTo(9);
        assertThat(after.dimensions()).isEqualTo(64);
        assertThat(after.maxSim(before)).isEqualTo(before.maxSim(before));
        assertThat(after.bytes()).isBetween(9 * 68, 9 * 68 + 500);
    }

    @Test
    void aRowIsItsScaleAndThenItsBytes() {
        ByteBuffer packed = ByteBuffer.wrap(vectors(2, 3, -4).pack()).order(ByteOrder.LITTLE_ENDIAN);

        float scale = packed.getFloat();

        assertThat(packed.get() * scale).isCloseTo(0.6f, within(0.003f));
        assertThat(packed.get() * scale).isCloseTo(-0.8f, within(0.003f));
        assertThat(packed.hasRemaining()).isFalse();
    }

    @Test
    void bothEncodingsOfAnAnswerAreTheSameMatrix() {
        float[] rows = {0.6f, 0.8f, -1, 0};
        ByteBuffer floats = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        floats.asFloatBuffer().put(rows);
        TokenVectorMatrix expected = vectors(2, rows);

        assertThat(answer(TokenEncoding.FLOAT, floats.array()).matrix(0).pack()).isEqualTo(expected.pack());
        assertThat(answer(TokenEncoding.INT8, expected.pack()).matrix(0).pack()).isEqualTo(expected.pack());
    }

    private static TokenEmbeddingsResponse answer(TokenEncoding encoding, byte[] bytes) {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return new TokenEmbeddingsResponse(
                List.of(new TokenEmbeddingsResponse.TokenEmbedding(2, base64)),
                "m",
                "m@1",
                2,
                encoding,
                1,
                4,
                List.of());
    }

    @Test
    void whatIsNoRowsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> vectors(3, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> vectors(3));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenVectorMatrix.unpack(new byte[7], 2));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenVectorMatrix.unpack(new byte[0], 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenVectorMatrix.unpack(new byte[] {0, 0, (byte) 0xC0, 0x7F, 1, 1}, 2))
                .withMessageContaining("scale");
        assertThatIllegalArgumentException().isThrownBy(() -> vectors(2, 1, 1).maxSim(vectors(1, 1)));
    }

    private static float[] gaussian(RandomGenerator random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double exact(float[] query, float[] passage, int dimensions) {
        double sum = 0;
        int rows = query.length / dimensions;
        for (int row = 0; row < rows; row++) {
            double best = -1;
            for (int other = 0; other < passage.length / dimensions; other++) {
                double dot = 0;
                double mine = 0;
                double theirs = 0;
                for (int d = 0; d < dimensions; d++) {
                    double a = query[row * dimensions + d];
                    double b = passage[other * dimensions + d];
                    dot += a * b;
                    mine += a * a;
                    theirs += b * b;
                }
                best = Math.max(best, dot / Math.sqrt(mine * theirs));
            }
            sum += best;
        }
        return sum / rows;
    }
}
