package io.celesteos.embedding.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the encoder promises beyond right vectors, which {@link ReferenceVectorsTests} look at. */
class DjlEncoderTests {

    @Test
    void severalThreadsAtOnceComputeWhatOneDoes() {
        LoadedModel model = RealModels.bge();
        List<TokenizedText> texts = IntStream.range(0, 24)
                .mapToObj(i -> model.tokenizer().tokenize("generator fault E0" + i + " seen ".repeat(i)))
                .toList();
        List<float[]> alone = texts.stream()
                .map(text -> Pooling.CLS.pool(model.encoder().encode(text)))
                .toList();

        List<float[]> together = texts.parallelStream()
                .map(text -> Pooling.CLS.pool(model.encoder().encode(text)))
                .toList();

        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void aModelOfOtherDimensionsIsRefusedWhenItAnswers() {
        try (Encoder encoder = new DjlEncoderBackend().open(RealModels.weights(RealModels.minilm()), 100)) {
            assertThatThrownBy(
                            () -> encoder.encode(RealModels.minilm().tokenizer().tokenize("text")))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("instead of [1, 3, 100]");
        }
    }

    @Test
    void aGpuThatIsNotThereIsTheCpu() {
        LoadedModel model = RealModels.minilm();
        TokenizedText text = model.tokenizer().tokenize("CAT 3512 overheating");
        try (Encoder wanted =
                new DjlEncoderBackend(ComputeDevice.GPU).open(RealModels.weights(model), EncoderShape.ofTokens(384))) {
            assertThat(wanted.device()).isIn("cpu", "gpu:0");
            assertThat(wanted.encode(text).tokens()).isEqualTo(text.length());
        }
    }

    @Test
    void tokensOutsideTheVocabularyAreAFailureNotACrash() {
        assertThatThrownBy(() -> RealModels.bge().encoder().encode(new TokenizedText(new long[] {101, 999_999}, false)))
                .isInstanceOf(InferenceException.class);
    }

    @Test
    void aFileThatIsNoModelIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "this is no model");

        assertThatThrownBy(() -> new DjlEncoderBackend().open(file, 384))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("cannot load model.onnx");
    }
}
