package io.celesteos.embedding.inference;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.ArrayList;
import java.util.List;

/**
 * A BERT-like encoder: {@code input_ids}, {@code attention_mask} and, where the model has them, {@code
 * token_type_ids} in; hidden states or logits out. The block is called directly: a predictor adds a
 * translator and a batchifier that a single unpadded text has no use for.
 */
final class DjlEncoder implements Encoder {

    /** As every exporter orders them; a TorchScript graph has positions instead of names. */
    private static final List<String> IN_ORDER = List.of("input_ids", "attention_mask", "token_type_ids");

    /** On a GPU: large enough to fill it, small enough for the memory of a modest one. */
    private static final BatchPolicy GPU_BATCHES = new BatchPolicy(64, 16_384);

    private final Model model;
    private final Block block;
    private final List<String> inputs;
    private final EncoderShape shape;
    private final boolean gpu;

    private DjlEncoder(Model model, List<String> inputs, EncoderShape shape, boolean gpu) {
        this.model = model;
        this.block = model.getBlock();
        this.inputs = List.copyOf(inputs);
        this.shape = shape;
        this.gpu = gpu;
    }

    /** A graph that names its inputs. */
    static DjlEncoder named(Model model, EncoderShape shape, boolean gpu) {
        return new DjlEncoder(
                model, List.copyOf(model.getBlock().describeInput().keys()), shape, gpu);
    }

    /** A graph that does not say how many inputs it has: the most that it takes. */
    static DjlEncoder positional(Model model, EncoderShape shape, boolean gpu) {
        TokenizedText probe = new TokenizedText(new long[] {0, 0}, false);
        InferenceException last = new InferenceException("takes neither two nor three inputs");
        for (int count = IN_ORDER.size(); count >= 2; count--) {
            DjlEncoder encoder = new DjlEncoder(model, IN_ORDER.subList(0, count), shape, gpu);
            try {
                encoder.encode(probe);
                return encoder;
            } catch (InferenceException refused) {
                last = refused;
            }
        }
        throw last;
    }

    @Override
    public HiddenStates encode(TokenizedText text) {
        return encodeBatch(List.of(text)).getFirst();
    }

    @Override
    public List<HiddenStates> encodeBatch(List<TokenizedText> batch) {
        PaddedBatch padded = new PaddedBatch(batch, shape.padId());
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDList arguments = new NDList(inputs.size());
            Shape size = new Shape(batch.size(), padded.length());
            for (String input : inputs) {
                arguments.add(scope.create(padded.input(input), size));
            }
            NDList outputs = block.forward(new ParameterStore(scope, false), arguments, false);
            try (outputs) {
                return rows(wanted(outputs), batch, padded.length());
            }
        } catch (InferenceException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw new InferenceException(
                    "the model failed on " + batch.size() + " texts of up to " + padded.length() + " tokens", failure);
        }
    }

    /** The first output of the wanted rank: some exports have a pooled vector beside the hidden states. */
    private NDArray wanted(NDList outputs) {
        for (NDArray output : outputs) {
            if (output.getShape().dimension() == shape.output().rank()) {
                return output;
            }
        }
        throw new InferenceException("the model has no output of rank "
                + shape.output().rank() + " but "
                + outputs.stream().map(output -> output.getShape().toString()).toList());
    }

    private List<HiddenStates> rows(NDArray output, List<TokenizedText> batch, int length) {
        int perText = shape.dimensions() * (shape.output() == EncoderOutput.TOKENS ? length : 1);
        float[] values = output.toFloatArray();
        if (values.length != batch.size() * perText) {
            throw new InferenceException("the model answered with shape " + output.getShape() + " instead of "
                    + (shape.output() == EncoderOutput.TOKENS
                            ? "[%d, %d, %d]".formatted(batch.size(), length, shape.dimensions())
                            : "[%d, %d]".formatted(batch.size(), shape.dimensions())));
        }
        if (batch.size() == 1) {
            return List.of(new HiddenStates(finite(values), shape.dimensions()));
        }
        List<HiddenStates> rows = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            int wanted = shape.output() == EncoderOutput.TOKENS
                    ? batch.get(i).length() * shape.dimensions()
                    : shape.dimensions();
            float[] own = new float[wanted];
            System.arraycopy(values, i * perText, own, 0, wanted);
            rows.add(new HiddenStates(finite(own), shape.dimensions()));
        }
        return rows;
    }

    private static float[] finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InferenceException("the model answered with a value that is no number");
            }
        }
        return values;
    }

    @Override
    public BatchPolicy batching() {
        return gpu ? GPU_BATCHES : BatchPolicy.ONE_BY_ONE;
    }

    @Override
    public String device() {
        return gpu ? "gpu:0" : "cpu";
    }

    @Override
    public void close() {
        model.close();
    }
}
