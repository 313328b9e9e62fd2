package io.celesteos.bench.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model in ONNX Runtime, called as its own Java interface offers, with nothing around it. Thread-safe. */
final class RawOnnx implements AutoCloseable {

    private static final int WIDTH = 384;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final boolean mean;

    RawOnnx(Path weights, boolean mean, SessionSettings settings) throws IOException {
        this.mean = mean;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            settings.apply(options);
            this.session = environment.createSession(weights.toString(), options);
        } catch (OrtException unreadable) {
            throw new IOException("ONNX Runtime cannot read " + weights, unreadable);
        }
    }

    /** One unit vector a text; the texts are padded to the longest of them. */
    float[][] vectors(List<long[]> texts) {
        int longest = texts.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        long[] ids = new long[texts.size() * longest];
        long[] mask = new long[ids.length];
        for (int row = 0; row < texts.size(); row++) {
            long[] text = texts.get(row);
            System.arraycopy(text, 0, ids, row * longest, text.length);
            Arrays.fill(mask, row * longest, row * longest + text.length, 1);
        }
        long[] shape = {texts.size(), longest};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put("input_ids", tensor(ids, shape));
            inputs.put("attention_mask", tensor(mask, shape));
            inputs.put("token_type_ids", tensor(new long[ids.length], shape));
            try (OrtSession.Result result = session.run(inputs)) {
                FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[][] vectors = new float[texts.size()][];
                for (int row = 0; row < vectors.length; row++) {
                    vectors[row] = unit(pooled(hidden, row * longest, texts.get(row).length));
                }
                return vectors;
            }
        } catch (OrtException failure) {
            throw new IllegalStateException(failure);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private float[] pooled(FloatBuffer hidden, int firstToken, int tokens) {
        float[] vector = new float[WIDTH];
        int pooled = mean ? tokens : 1;
        for (int token = 0; token < pooled; token++) {
            for (int d = 0; d < WIDTH; d++) {
                vector[d] += hidden.get((firstToken + token) * WIDTH + d);
            }
        }
        return vector;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= scale;
        }
        return vector;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
