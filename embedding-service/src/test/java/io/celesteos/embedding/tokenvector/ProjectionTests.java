package io.celesteos.embedding.tokenvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.RealModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTests {

    private static byte[] file(int directions, int dimensions, float... values) {
        ByteBuffer file = ByteBuffer.allocate(12 + values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'P', 'C', 'A', '1'}).putInt(directions).putInt(dimensions);
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }

    private static Projection read(byte[] file) throws IOException {
        return Projection.read(new ByteArrayInputStream(file));
    }

    @Test
    void aRowsDotProductsWithTheFirstDirectionsAreItsShorterForm() throws IOException {
        Projection projection = read(file(2, 3, 0, 1, 0, 0.5f, 0, 0.5f));

        assertThat(projection.apply(new float[] {1, 2, 3, 4, 5, 6}, 2)).containsExactly(2, 2, 5, 5);
        assertThat(projection.apply(new float[] {1, 2, 3, 4, 5, 6}, 1)).containsExactly(2, 5);
        assertThat(projection.revision()).matches("[0-9a-f]{8}");
    }

    @Test
    void whatIsNoProjectionIsRefused() {
        byte[] whole = file(1, 2, 1, 0);
        byte[] other = whole.clone();
        other[0] = 'Q';

        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(other)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(file(3, 2, 1, 0, 0, 1, 1, 1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(file(0, 2))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(file(-1, -2, 1, 0))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bge-small", "minilm"})
    void theBundledModelsHaveDirectionsOfUnitLengthAtRightAngles(String model) {
        var artifact = RealModels.catalog().require(model).artifact();
        Projection projection = new TokenSpaces().projection(artifact, 64);
        assertThat(projection.offered()).containsExactly(32, 64, 96, 128);
        assertThat(projection.dimensions()).isEqualTo(384);
        float[] unitRows = new float[384 * 384];
        for (int d = 0; d < 384; d++) {
            unitRows[d * 384 + d] = 1;
        }

        // Row d of the result is component d of each direction.
        float[] directions = projection.apply(unitRows, 128);

        for (int a = 0; a < 128; a += 9) {
            for (int b = a; b < 128; b += 17) {
                double dot = 0;
                for (int d = 0; d < 384; d++) {
                    dot += directions[d * 128 + a] * directions[d * 128 + b];
                }
                assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-4));
            }
        }
    }

    @Test
    void otherDimensionsAreRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> new TokenSpaces().projection(RealModels.bge().artifact(), 100))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[32, 64, 96, 128, 384]");
        assertThatThrownBy(() -> new TokenSpaces().projection(FakeModel.artifact("fake"), 1))
                .hasMessageContaining("[2]");
        assertThatThrownBy(() -> new TokenSpaces().projection(FakeModel.artifact("../bge-small-en-v1.5"), 1))
                .hasMessageContaining("[2]");
    }
}
