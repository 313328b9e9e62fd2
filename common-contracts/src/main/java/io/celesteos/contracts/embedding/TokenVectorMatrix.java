package io.celesteos.contracts.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * The token vectors of a text, each of unit length, as int8 with a scale a row: a quarter of the memory of
 * float32, and integer sums, which the JIT can vectorise where it must keep the order of float ones. This is
 * the form in which token vectors are stored and compared on both sides of the wire. Immutable.
 *
 * <p>{@link #pack()} is {@code rows x (4 + dimensions)} bytes: see {@link TokenEncoding#INT8}.
 */
public final class TokenVectorMatrix {

    private static final int OVERHEAD_BYTES = 400;

    /** Rounding to 8 bits changes the length of a row by less than a thousandth. */
    private static final double UNIT_TOLERANCE = 0.02;

    private final byte[] values;
    private final float[] scales;
    private final int dimensions;

    private TokenVectorMatrix(byte[] values, float[] scales, int dimensions) {
        this.values = values;
        this.scales = scales;
        this.dimensions = dimensions;
    }

    /**
     * Scales each row to unit length and rounds it to 8 bits; a row of zeros, which has no direction, stays.
     *
     * @param rows row after row; of any length, finite
     * @throws IllegalArgumentException when they are no rows of {@code dimensions}
     */
    public static TokenVectorMatrix quantize(float[] rows, int dimensions) {
        int count = rows(rows.length, dimensions);
        byte[] values = new byte[rows.length];
        float[] scales = new float[count];
        for (int row = 0; row < count; row++) {
            int from = row * dimensions;
            double squares = 0;
            float largest = 0;
            for (int d = from; d < from + dimensions; d++) {
                squares += (double) rows[d] * rows[d];
                largest = Math.max(largest, Math.abs(rows[d]));
            }
            if (largest == 0) {
                continue;
            }
            for (int d = from; d < from + dimensions; d++) {
                values[d] = (byte) Math.round(rows[d] / largest * Byte.MAX_VALUE);
            }
            scales[row] = (float) (largest / Byte.MAX_VALUE / Math.sqrt(squares));
        }
        return new TokenVectorMatrix(values, scales, dimensions);
    }

    /**
     * What {@link #pack()} wrote.
     *
     * @throws IllegalArgumentException when the bytes are no rows of {@code dimensions}, or a scale is no number
     */
    public static TokenVectorMatrix unpack(byte[] packed, int dimensions) {
        int count = rows(packed.length, Float.BYTES + dimensions);
        byte[] values = new byte[count * dimensions];
        float[] scales = new float[count];
        ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < count; row++) {
            scales[row] = in.getFloat();
            if (!Float.isFinite(scales[row])) {
                throw new IllegalArgumentException("the scale of row " + row + " is not finite");
            }
            in.get(values, row * dimensions, dimensions);
        }
        return new TokenVectorMatrix(values, scales, dimensions);
    }

    static TokenVectorMatrix read(String base64, TokenEncoding encoding, int dimensions) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return switch (encoding) {
            case INT8 -> unpack(bytes, dimensions);
            case FLOAT -> {
                float[] rows = new float[bytes.length / Float.BYTES];
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(rows);
                yield quantize(rows, dimensions);
            }
        };
    }

    private static int rows(int length, int width) {
        if (width < 1 || length == 0 || length % width != 0) {
            throw new IllegalArgumentException(length + " values are no rows of " + width);
        }
        return length / width;
    }

    public byte[] pack() {
        ByteBuffer out =
                ByteBuffer.allocate(scales.length * (Float.BYTES + dimensions)).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < scales.length; row++) {
            out.putFloat(scales[row]).put(values, row * dimensions, dimensions);
        }
        return out.array();
    }

    public int rows() {
        return scales.length;
    }

    public int dimensions() {
        return dimensions;
    }

    /**
     * MaxSim (ColBERT, Khattab and Zaharia 2020, section 3.3), divided by the number of query tokens so that
     * queries of different length have scores of one range. This is the query's matrix.
     *
     * @return mean over this text's rows of the best cosine with any row of {@code passage}, -1 to 1 up to
     *     rounding
     * @throws IllegalArgumentException when the dimensions differ
     */
    public double maxSim(TokenVectorMatrix passage) {
        if (dimensions != passage.dimensions) {
            throw new IllegalArgumentException(
                    dimensions + " dimensions cannot be compared with " + passage.dimensions);
        }
        float[] best = new float[scales.length];
        Arrays.fill(best, -1);
        int[] mine = new int[values.length];
        widen(values, 0, mine);
        int[] theirs = new int[dimensions];
        for (int other = 0; other < passage.scales.length; other++) {
            widen(passage.values, other * dimensions, theirs);
            for (int row = 0; row < scales.length; row++) {
                float cosine = dot(mine, row * dimensions, theirs) * scales[row] * passage.scales[other];
                best[row] = Math.max(best[row], cosine);
            }
        }
        double sum = 0;
        for (float each : best) {
            sum += each;
        }
        return sum / scales.length;
    }

    private static void widen(byte[] values, int from, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = values[from + i];
        }
    }

    /** Of ints: the JIT vectorises this sum, and not that of bytes, which is eight times slower. */
    private static int dot(int[] values, int from, int[] others) {
        int sum = 0;
        for (int d = 0; d < others.length; d++) {
            sum += values[from + d] * others[d];
        }
        return sum;
    }

    /** Whether every row is of length 1 up to rounding: bytes from elsewhere that happen to fit seldom are. */
    public boolean hasUnitRows() {
        for (int row = 0; row < scales.length; row++) {
            double squares = 0;
            for (int d = row * dimensions; d < (row + 1) * dimensions; d++) {
                squares += (double) values[d] * values[d];
            }
            double length = Math.abs(scales[row]) * Math.sqrt(squares);
            if (!(Math.abs(length - 1) <= UNIT_TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    /** Memory this takes. */
    public int bytes() {
        return OVERHEAD_BYTES + values.length + scales.length * Float.BYTES;
    }
}
