package io.celesteos.embedding.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.ArrayList;
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
    private static final int[] LENGTHS = {1, 2, 5, 17, 40, 90, 150, 254, 420, 600};

    static List<LoadedModel> int8() {
        return List.of(RealModels.bge(), RealModels.minilm());
    }

    static List<LoadedModel> fp32() {
        return int8().stream().map(RealModels::fp32).toList();
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

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("int8")
    void int8VectorsAreThoseOfTheRuntime(LoadedModel model) throws OrtException {
        List<TokenizedText> texts = texts(model);
        List<float[]> expected = reference(model, texts);
        for (int i = 0; i < texts.size(); i++) {
            assertClose(vector(model, model.encoder().encode(texts.get(i))), expected.get(i));
        }
    }

    /** int8 models quantise a batch together, so only float32 may be batched: see {@link Encoder#batching()}. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("fp32")
    void fp32VectorsAreThoseOfTheRuntimeWhateverBatchTheyRodeIn(LoadedModel model) throws OrtException {
        List<TokenizedText> texts = texts(model);
        List<float[]> expected = reference(model, texts);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, new Random(7));

        // One, two, three and four together: each a rectangle of another width.
        for (int from = 0, size = 1; from < order.size(); from += size++) {
            List<Integer> members = order.subList(from, Math.min(from + size, order.size()));
            List<HiddenStates> states =
                    model.encoder().encodeBatch(members.stream().map(texts::get).toList());
            assertThat(states).hasSameSizeAs(members);
            for (int i = 0; i < members.size(); i++) {
                assertThat(states.get(i).tokens())
                        .isEqualTo(texts.get(members.get(i)).length());
                assertClose(vector(model, states.get(i)), expected.get(members.get(i)));
            }
        }
    }

    private static List<float[]> reference(LoadedModel model, List<TokenizedText> texts) throws OrtException {
        List<float[]> vectors = new ArrayList<>();
        try (Reference reference = new Reference(model)) {
            for (TokenizedText text : texts) {
                vectors.add(reference.vector(text));
            }
        }
        return vectors;
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("int8")
    void int8VectorsAreTheSameBitForBitWhateverComesBefore(LoadedModel model) {
        List<TokenizedText> texts = texts(model).subList(0, 7);
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
        float furthest = 0;
        for (int d = 0; d < found.length; d++) {
            furthest = Math.max(furthest, Math.abs(found[d] - expected[d]));
        }
        assertThat(furthest).isLessThan(TOLERANCE);
    }

    private static final class Reference implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final LoadedModel model;
        private final OrtSession session;

        Reference(LoadedModel model) throws OrtException {
            this.model = model;
            this.session =
                    environment.createSession(RealModels.weights(model).toString(), new OrtSession.SessionOptions());
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
