package io.celesteos.embedding.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Just enough protobuf to write pieces of an ONNX graph (onnx.proto3). A message appended to another of its kind
 * is merged into it by every parser, so that nodes can be added to a graph without reading it.
 */
final class OnnxWriter {

    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The end of a model file: {@code graph} is merged into its graph. */
    static byte[] graphAddition(OnnxWriter graph) {
        return new OnnxWriter().message(7, graph).bytes();
    }

    /** {@code attributes} are what {@link #attribute} makes. */
    OnnxWriter node(String operator, List<String> inputs, String output, OnnxWriter... attributes) {
        OnnxWriter node = new OnnxWriter();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output + "/node").text(4, operator);
        for (OnnxWriter attribute : attributes) {
            node.message(5, attribute);
        }
        return message(1, node);
    }

    static OnnxWriter attribute(String name, long value) {
        return new OnnxWriter().text(1, name).number(3, value).number(20, 2);
    }

    static OnnxWriter attribute(String name, long... values) {
        OnnxWriter attribute = new OnnxWriter().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7);
    }

    OnnxWriter floats(String name, List<Long> shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, shape, FLOAT, raw.array());
    }

    OnnxWriter longs(String name, List<Long> shape, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, shape, INT64, raw.array());
    }

    private OnnxWriter tensor(String name, List<Long> shape, int type, byte[] raw) {
        OnnxWriter tensor = new OnnxWriter();
        shape.forEach(dimension -> tensor.number(1, dimension));
        return message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
    }

    /** A float output whose first dimension is the batch. */
    OnnxWriter output(String name, long columns) {
        OnnxWriter shape = new OnnxWriter()
                .message(1, new OnnxWriter().text(2, "batch_size"))
                .message(1, new OnnxWriter().number(1, columns));
        OnnxWriter type = new OnnxWriter().number(1, FLOAT).message(2, shape);
        return message(12, new OnnxWriter().text(1, name).message(2, new OnnxWriter().message(1, type)));
    }

    private OnnxWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxWriter message(int field, OnnxWriter value) {
        return bytes(field, value.bytes());
    }

    private OnnxWriter number(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    private OnnxWriter bytes(int field, byte[] value) {
        varint((long) field << 3 | LENGTH);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
