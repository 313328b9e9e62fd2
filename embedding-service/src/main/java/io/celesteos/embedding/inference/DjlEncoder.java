package io.celesteos.embedding.inference;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.Arrays;
import java.util.List;

/**
 * A BERT-like encoder: {@code input_ids}, {@code attention_mask} and, where the model has them, {@code
 * token_type_ids} in, {@code last_hidden_state} out. The block is called directly: a predictor adds a
 * translator and a batchifier that a single unpadded text has no use for.
 */
final class DjlEncoder implements Encoder {

    private final Model model;
    private final Block block;
    private final List<String> inputs;
    private final int dimensions;

    DjlEncoder(Model model, int dimensions) {
        this.model = model;
        this.block = model.getBlock();
        this.inputs = List.copyOf(block.describeInput().keys());
        this.dimensions = dimensions;
    }

    @Override
    public HiddenStates encode(TokenizedText text) {
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDList arguments = new NDList(inputs.size());
            for (String input : inputs) {
                arguments.add(argument(scope, input, text));
            }
            NDList outputs = block.forward(new ParameterStore(scope, false), arguments, false);
            try (outputs) {
                return checked(outputs.get(0), text.length());
            }
        } catch (InferenceException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw new InferenceException("the model failed on a text of " + text.length() + " tokens", failure);
        }
    }

    private static NDArray argument(NDManager scope, String name, TokenizedText text) {
        long[] values = switch (name) {
            case "input_ids" -> text.ids();
            case "attention_mask" -> filled(text.length(), 1);
            case "token_type_ids" -> text.typeIds();
            default -> throw new InferenceException("the model wants an input named " + name);
        };
        return scope.create(values, new Shape(1, values.length));
    }

    private static long[] filled(int length, long value) {
        long[] values = new long[length];
        Arrays.fill(values, value);
        return values;
    }

    private HiddenStates checked(NDArray output, int tokens) {
        float[] values = output.toFloatArray();
        if (values.length != tokens * dimensions) {
            throw new InferenceException("the model answered with shape " + output.getShape() + " instead of [1, "
                    + tokens + ", " + dimensions + "]");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new NotFiniteException();
            }
        }
        return new HiddenStates(values, dimensions);
    }

    @Override
    public void close() {
        model.close();
    }
}
