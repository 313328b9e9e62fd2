package io.celesteos.embedding.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against ONNX Runtime used directly, on the same files. */
class DjlEncoderTests {

    private static final List<String> TEXTS = List.of(
            "CAT 3512 overheating",
            "x",
            "Replace the raw water pump impeller every 1,000 running hours or at the annual survey. ".repeat(6),
            "oil ".repeat(600));

    @ParameterizedTest
    @ValueSource(strings = {"bge-small", "minilm"})
    void agreesWithTheRawRuntime(String name) throws OrtException {
        LoadedModel model = RealModels.catalog().require(name);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session =
                environment.createSession(RealModels.weights(model).toString(), new OrtSession.SessionOptions())) {
            for (String text : TEXTS) {
                TokenizedText tokens = model.tokenizer().tokenize(text);
                float[] expected = raw(environment, session, model, tokens);

                float[] ours = L2Normalization.normalize(
                        model.artifact().pooling().pool(model.encoder().encode(tokens)));

                assertThat(ours).hasSameSizeAs(expected);
                for (int d = 0; d < ours.length; d++) {
                    assertThat(ours[d]).isCloseTo(expected[d], org.assertj.core.api.Assertions.within(1e-5f));
                }
            }
        }
    }

    /** Pooling and normalisation written out once more, as the model cards give them. */
    private static float[] raw(OrtEnvironment environment, OrtSession session, LoadedModel model, TokenizedText tokens)
            throws OrtException {
        long[] ones = new long[tokens.length()];
        Arrays.fill(ones, 1);
        try (var ids = OnnxTensor.createTensor(environment, new long[][] {tokens.ids()});
                var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                var types = OnnxTensor.createTensor(environment, new long[][] {new long[tokens.length()]});
                var result = session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            float[][] rows = ((float[][][]) result.get(0).getValue())[0];
            float[] pooled = new float[rows[0].length];
            int counted = model.artifact().pooling() == Pooling.CLS ? 1 : rows.length;
            for (int row = 0; row < counted; row++) {
                for (int d = 0; d < pooled.length; d++) {
                    pooled[d] += rows[row][d] / counted;
                }
            }
            double norm = 0;
            for (float component : pooled) {
                norm += component * component;
            }
            for (int d = 0; d < pooled.length; d++) {
                pooled[d] /= (float) Math.sqrt(norm);
            }
            return pooled;
        }
    }

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
