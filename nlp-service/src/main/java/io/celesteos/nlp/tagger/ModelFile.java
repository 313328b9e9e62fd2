package io.celesteos.nlp.tagger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A model on disk: gzipped, big-endian, every table as bytes to be multiplied by one step. The same weights always give
 * the same bytes.
 */
public final class ModelFile {

    private static final int MAGIC = 0x53504E31;
    private static final int MOST_LABELS = 64;

    private ModelFile() {}

    public static void write(SpanWeights weights, OutputStream file) throws IOException {
        var gzip = new GZIPOutputStream(file);
        var out = new DataOutputStream(gzip);
        out.writeInt(MAGIC);
        out.writeInt(weights.labels().size());
        for (String label : weights.labels()) {
            out.writeUTF(label);
        }
        out.writeInt(weights.longest());
        out.writeInt(weights.bits());
        out.writeInt(weights.dimensions());
        writeTable(weights.sparse(), out);
        writeTable(weights.dense(), out);
        writeTable(weights.transitions(), out);
        out.flush();
        gzip.finish();
    }

    /** @throws IOException when it is no model, or cut short */
    public static SpanWeights read(InputStream file) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)));
        if (in.readInt() != MAGIC) {
            throw new IOException("this is no model of the tagger");
        }
        int count = in.readInt();
        if (count < 2 || count > MOST_LABELS) {
            throw new IOException("a model has 2 to " + MOST_LABELS + " labels, not " + count);
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(in.readUTF());
        }
        SpanWeights weights = SpanWeights.zeros(labels, in.readInt(), in.readInt(), in.readInt());
        readTable(weights.sparse(), in);
        readTable(weights.dense(), in);
        readTable(weights.transitions(), in);
        return weights;
    }

    /** A model that ships with the service. */
    public static SpanWeights load(String resource) {
        try (InputStream file = ModelFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is not on the class path; ./celeste nlp train makes it");
            }
            return read(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + resource, broken);
        }
    }

    private static void writeTable(float[] table, DataOutputStream out) throws IOException {
        float largest = 0;
        for (float value : table) {
            largest = Math.max(largest, Math.abs(value));
        }
        float step = largest == 0 ? 1 : largest / Byte.MAX_VALUE;
        out.writeFloat(step);
        byte[] bytes = new byte[table.length];
        for (int i = 0; i < table.length; i++) {
            bytes[i] = (byte) Math.round(table[i] / step);
        }
        out.write(bytes);
    }

    private static void readTable(float[] table, DataInputStream in) throws IOException {
        float step = in.readFloat();
        byte[] bytes = new byte[table.length];
        in.readFully(bytes);
        for (int i = 0; i < table.length; i++) {
            table[i] = bytes[i] * step;
        }
    }
}
