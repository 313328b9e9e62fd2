package io.celesteos.nlp.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFileTests {

    @Test
    void whatIsWrittenIsReadToTheStepOfItsTable() throws IOException {
        SpanWeights weights = SpanWeights.zeros(List.of(SpanWeights.OUTSIDE, "a"), 4, 3, 2);
        weights.sparse()[5] = 2.54f;
        weights.sparse()[6] = -0.02f;
        weights.dense()[1] = 1;
        weights.transitions()[2] = -3;
        SpanWeights read = ModelFile.read(new ByteArrayInputStream(bytes(weights)));
        assertThat(read.labels()).isEqualTo(weights.labels());
        assertThat(read.longest()).isEqualTo(4);
        assertThat(read.sparse()[5]).isEqualTo(2.54f);
        assertThat(read.sparse()[6]).isEqualTo(-0.02f);
        assertThat(read.dense()).isEqualTo(weights.dense());
        assertThat(read.transitions()).isEqualTo(weights.transitions());
        assertThat(bytes(weights)).isEqualTo(bytes(weights));
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        byte[] whole = bytes(SpanWeights.zeros(List.of(SpanWeights.OUTSIDE, "a"), 4, 3, 2));
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ModelFile.load("/tagger/word-pieces.bin.gz"))
                .hasRootCauseMessage("this is no model of the tagger");
        assertThatThrownBy(() -> ModelFile.load("/tagger/none.bin.gz")).hasMessageContaining("./celeste nlp train");
    }

    @Test
    void weightsThatDoNotFitTheirLabelsAreRefused() {
        SpanWeights good = SpanWeights.zeros(List.of(SpanWeights.OUTSIDE, "a"), 4, 3, 2);
        assertThatThrownBy(() -> new SpanWeights(
                        List.of(SpanWeights.OUTSIDE, "a", "b"),
                        4,
                        3,
                        2,
                        good.sparse(),
                        good.dense(),
                        good.transitions()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SpanWeights.zeros(List.of("a", "b"), 4, 3, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(SpanWeights weights) throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(weights, out);
        return out.toByteArray();
    }
}
