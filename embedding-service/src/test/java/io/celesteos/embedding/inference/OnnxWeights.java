package io.celesteos.embedding.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The float32 tensors stored in an ONNX file, by name: just enough protobuf to find them (onnx.proto3). */
final class OnnxWeights {

    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int FLOAT = 1;

    /** @param raw little-endian float32, row-major */
    record Tensor(String name, List<Long> shape, ByteBuffer raw) {}

    private OnnxWeights() {}

    static Map<String, Tensor> read(Path onnx) throws IOException {
        try (FileChannel channel = FileChannel.open(onnx)) {
            ByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            fields(file, (field, number, model) -> {
                if (field == GRAPH) {
                    fields(model, (inner, ignored, content) -> {
                        if (inner == INITIALIZER) {
                            add(tensors, content);
                        }
                    });
                }
            });
            return tensors;
        }
    }

    private static void add(Map<String, Tensor> tensors, ByteBuffer message) {
        List<Long> shape = new ArrayList<>();
        long[] type = new long[1];
        String[] name = new String[1];
        ByteBuffer[] raw = new ByteBuffer[1];
        fields(message, (field, number, content) -> {
            switch (field) {
                case 1 -> shape.add(number);
                case 2 -> type[0] = number;
                case 8 -> name[0] = StandardCharsets.UTF_8.decode(content).toString();
                case 9 -> raw[0] = content;
                default -> {
                    // names and documentation
                }
            }
        });
        if (type[0] == FLOAT && raw[0] != null) {
            tensors.put(name[0], new Tensor(name[0], shape, raw[0].order(ByteOrder.LITTLE_ENDIAN)));
        }
    }

    private interface Visitor {
        /** {@code number} of a varint field; {@code content} of a length-delimited one, else empty. */
        void field(int field, long number, ByteBuffer content);
    }

    private static void fields(ByteBuffer message, Visitor visitor) {
        ByteBuffer rest = message.duplicate();
        ByteBuffer nothing = ByteBuffer.allocate(0);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> visitor.field(field, varint(rest), nothing);
                case 1 -> rest.position(rest.position() + Long.BYTES);
                case 2 -> {
                    int length = (int) varint(rest);
                    visitor.field(field, 0, rest.slice(rest.position(), length));
                    rest.position(rest.position() + length);
                }
                case 5 -> rest.position(rest.position() + Integer.BYTES);
                default -> throw new IllegalArgumentException("not protobuf");
            }
        }
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
