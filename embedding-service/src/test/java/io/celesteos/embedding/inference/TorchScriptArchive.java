package io.celesteos.embedding.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module as {@code torch.jit.save} writes one: a zip of its source, its tensors and a pickle that
 * says which tensor is which attribute. Written by hand, so that no test needs Python.
 */
final class TorchScriptArchive {

    private static final String ROOT = "encoder/";

    private TorchScriptArchive() {}

    /**
     * @param source of the class {@code __torch__.Encoder}, whose tensor attributes are the keys of {@code tensors}
     * @throws IOException when the file cannot be written
     */
    static void write(Path file, String source, Map<String, OnnxWeights.Tensor> tensors) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            List<OnnxWeights.Tensor> storages = new ArrayList<>(tensors.values());
            store(zip, "data.pkl", ByteBuffer.wrap(pickle(tensors)));
            store(zip, "code/__torch__.py", text(source));
            store(zip, "constants.pkl", ByteBuffer.wrap(new byte[] {(byte) 0x80, 2, ')', '.'}));
            for (int i = 0; i < storages.size(); i++) {
                store(zip, "data/" + i, storages.get(i).raw().duplicate());
            }
            store(zip, "version", text("10\n"));
            store(zip, "byteorder", text("little"));
        }
    }

    private static ByteBuffer text(String content) {
        return ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Not compressed: PyTorch reads tensors straight from the file. */
    private static void store(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
        ZipEntry entry = new ZipEntry(ROOT + name);
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.remaining());
        entry.setCompressedSize(content.remaining());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        var channel = Channels.newChannel(zip);
        while (content.hasRemaining()) {
            channel.write(content);
        }
        zip.closeEntry();
    }

    /** Protocol 2: an instance of the class with its attributes, each tensor a view of the storage of its number. */
    private static byte[] pickle(Map<String, OnnxWeights.Tensor> tensors) {
        Pickle pickle = new Pickle();
        pickle.global("__torch__", "Encoder").op(')').op(0x81).op('}').op('(');
        pickle.text("training").op(0x89);
        int storage = 0;
        for (Map.Entry<String, OnnxWeights.Tensor> entry : tensors.entrySet()) {
            pickle.text(entry.getKey());
            pickle.tensor(Integer.toString(storage++), entry.getValue().shape());
        }
        return pickle.op('u').op('b').op('.').bytes();
    }

    private static final class Pickle {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Pickle() {
            op(0x80).op(2);
        }

        Pickle op(int code) {
            out.write(code);
            return this;
        }

        Pickle global(String module, String name) {
            out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Pickle text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            op('X').number(utf8.length);
            out.writeBytes(utf8);
            return this;
        }

        Pickle integer(long value) {
            return op('J').number((int) value);
        }

        private Pickle number(int value) {
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)}. */
        Pickle tensor(String storage, List<Long> shape) {
            long elements = shape.stream().reduce(1L, (a, b) -> a * b);
            global("torch._utils", "_rebuild_tensor_v2").op('(');
            op('(').text("storage")
                    .global("torch", "FloatStorage")
                    .text(storage)
                    .text("cpu")
                    .integer(elements);
            op('t').op('Q').integer(0);
            op('(');
            shape.forEach(this::integer);
            op('t').op('(');
            long stride = elements;
            for (long dimension : shape) {
                stride /= dimension;
                integer(stride);
            }
            op('t').op(0x89);
            return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
