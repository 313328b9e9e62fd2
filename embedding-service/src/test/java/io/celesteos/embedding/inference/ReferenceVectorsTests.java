package io.celesteos.embedding.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors against ONNX Runtime used directly on the same file, with pooling and normalisation written out
 * once more as the model cards give them.
 */
class ReferenceVectorsTests {

    private static final float TOLERANCE = 1e-5f;

    /** Words after which the text is cut; up to and beyond what the models read. */
    private static final int[] LENGTHS = {1, 2, 5, 9, 17, 33, 64, 100, 150, 254, 300, 420, 600};

    static List<LoadedModel> int8() {
        return List.of(RealModels.bge(), RealModels.minilm());
    }

    static List<LoadedModel> fp32() {
        return int8().stream().map(RealModels::fp32).toList();
    }

    static List<LoadedModel> all() {
        return List.of(
                RealModels.bge(),
                RealModels.minilm(),
                RealModels.fp32(RealModels.bge()),
                RealModels.fp32(RealModels.minilm()));
    }

    /** Of many lengths, no two alike. */
    private static List<TokenizedText> texts(LoadedModel model) {
        String[] words = ("raw water pump impeller worn generator overheats at 85 °C after 1,000 h check the coolant"
                        + " level and the strainer before starting port main engine E047 Motoröl")
                .split(" ");
        Random random = new Random(2026);
        return Arrays.stream(LENGTHS)
                .mapToObj(length -> IntStream.range(0, length)
                        .mapToObj(i -> words[random.nextInt(words.length)])
                        .reduce("", (a, b) -> a + " " + b))
                .map(model.tokenizer()::tokenize)
                .toList();
    }

    private static float[] vector(LoadedModel model, HiddenStates states) {
        return L2Normalization.normalize(model.artifact().pooling().pool(states));
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneTextAloneIsTheReference(LoadedModel model) throws OrtException {
        try (Reference reference = new Reference(model)) {
            for (TokenizedText text : texts(model)) {
                assertClose(vector(model, model.encoder().encode(text)), reference.vector(text));
            }
        }
    }

    /** int8 models quantise a batch together, so only float32 may be batched: see {@link Encoder#batching()}. */
    @ParameterizedTest
    @MethodSource("fp32")
    void whateverBatchItRodeIn(LoadedModel model) throws OrtException {
        List<TokenizedText> texts = texts(model);
        List<Integer> order = new java.util.ArrayList<>(
                IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, new Random(7));
        try (Reference reference = new Reference(model)) {
            for (int from = 0; from < order.size(); from += 5) {
                List<TokenizedText> batch = order.subList(from, Math.min(from + 5, order.size())).stream()
                        .map(texts::get)
                        .toList();
                List<HiddenStates> states = model.encoder().encodeBatch(batch);
                assertThat(states).hasSameSizeAs(batch);
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(states.get(i).tokens()).isEqualTo(batch.get(i).length());
                    assertClose(vector(model, states.get(i)), reference.vector(batch.get(i)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("int8")
    void int8VectorsAreTheSameBitForBitWhateverComesBefore(LoadedModel model) {
        List<TokenizedText> texts = texts(model).subList(0, 9);
        List<float[]> first = texts.stream()
                .map(text -> vector(model, model.encoder().encode(text)))
                .toList();

        List<float[]> amongOthers = texts.reversed().parallelStream()
                .map(text -> vector(model, model.encoder().encode(text)))
                .toList()
                .reversed();

        for (int i = 0; i < first.size(); i++) {
            assertThat(amongOthers.get(i)).isEqualTo(first.get(i));
        }
    }

    private static void assertClose(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int d = 0; d < found.length; d++) {
            assertThat(found[d]).isCloseTo(expected[d], within(TOLERANCE));
        }
    }

    private static final class Reference implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final LoadedModel model;
        private final OrtSession session;

        Reference(LoadedModel model) throws OrtException {
            this.model = model;
            this.session = environment.createSession(
                    RealModels.weights(model).toString(), new OrtSession.SessionOptions());
        }

        float[] vector(TokenizedText text) throws OrtException {
            long[] ones = new long[text.length()];
            Arrays.fill(ones, 1);
            try (var ids = OnnxTensor.createTensor(environment, new long[][] {text.ids()});
                    var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                    var types = OnnxTensor.createTensor(environment, new long[][] {new long[text.length()]});
                    var result =
                            session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
                return normalized(pooled(((float[][][]) result.get(0).getValue())[0]));
            }
        }

        private float[] pooled(float[][] rows) {
            float[] pooled = new float[rows[0].length];
            int counted = model.artifact().pooling() == Pooling.CLS ? 1 : rows.length;
            for (int row = 0; row < counted; row++) {
                for (int d = 0; d < pooled.length; d++) {
                    pooled[d] += rows[row][d] / counted;
                }
            }
            return pooled;
        }

        private static float[] normalized(float[] vector) {
            double norm = 0;
            for (float component : vector) {
                norm += component * component;
            }
            for (int d = 0; d < vector.length; d++) {
                vector[d] /= (float) Math.sqrt(norm);
            }
            return vector;
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }
}
