package io.celesteos.embedding.tokenvector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The principal directions of a model's token vectors, most important first, so that the first n of them are the
 * best n: a row's dot products with them are its shorter form. Not centred, because cosines are what is to be
 * kept. Immutable.
 *
 * <p>File: the four bytes {@code PCA1}, then little-endian: int32 directions, int32 dimensions, and {@code
 * directions x dimensions} float32, direction after direction. How it was made is said beside the files.
 */
final class Projection {

    /** Shorter forms that are offered; their quality is in the documentation. */
    private static final List<Integer> OFFERED = List.of(32, 64, 96, 128);

    private static final byte[] MAGIC = {'P', 'C', 'A', '1'};
    private static final int HEADER_BYTES = 12;
    private static final int MOST_VALUES = 4096 * 4096;

    private final float[] directions;
    private final int count;
    private final int dimensions;
    private final String revision;

    private Projection(float[] directions, int count, int dimensions, String revision) {
        this.directions = directions;
        this.count = count;
        this.dimensions = dimensions;
        this.revision = revision;
    }

    /** @throws IOException when the content is no such file */
    static Projection read(InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER_BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("not a projection");
        }
        int count = in.getInt(MAGIC.length);
        int dimensions = in.getInt(MAGIC.length + Integer.BYTES);
        long values = (long) count * dimensions;
        if (count < 1
                || dimensions < count
                || values > MOST_VALUES
                || bytes.length != HEADER_BYTES + values * Float.BYTES) {
            throw new IOException(bytes.length + " bytes are not " + count + " directions of " + dimensions);
        }
        float[] directions = new float[(int) values];
        in.position(HEADER_BYTES).asFloatBuffer().get(directions);
        return new Projection(directions, count, dimensions, revision(bytes));
    }

    private static String revision(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    /** Numbers of dimensions it can give, ascending. */
    List<Integer> offered() {
        return OFFERED.stream().filter(n -> n <= count).toList();
    }

    /** Of the vectors it takes. */
    int dimensions() {
        return dimensions;
    }

    /** Tells two projections of one model apart. */
    String revision() {
        return revision;
    }

    /**
     * @param rows row after row
     * @return the same rows, of {@code target} dimensions
     */
    float[] apply(float[] rows, int target) {
        int count = rows.length / dimensions;
        float[] shorter = new float[count * target];
        for (int row = 0; row < count; row++) {
            for (int n = 0; n < target; n++) {
                float sum = 0;
                for (int d = 0; d < dimensions; d++) {
                    sum += rows[row * dimensions + d] * directions[n * dimensions + d];
                }
                shorter[row * target + n] = sum;
            }
        }
        return shorter;
    }
}
