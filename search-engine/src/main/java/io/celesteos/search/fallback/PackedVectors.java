package io.celesteos.search.fallback;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Vectors at a byte a dimension, each with a scale of its own, all compared with the query. The cosine similarity of
 * two vectors of 1,536 dimensions is off by a few ten-thousandths. Thread-safe.
 */
final class PackedVectors {

    /** Id, array, scale, version and the references to them. */
    private static final int OVERHEAD = 128;

    private static final int LARGEST = 127;
    private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 512;
    private static final Comparator<Candidate> WORST_FIRST =
            Comparator.comparingDouble(Candidate::score).thenComparing(Candidate::key, Comparator.reverseOrder());

    private final int dimensions;
    private final Map<UUID, Packed> vectors = new ConcurrentHashMap<>();

    PackedVectors(int dimensions) {
        this.dimensions = dimensions;
    }

    /** One vector; a dimension is worth its byte times {@code scale}. */
    private record Packed(UUID chunk, long version, byte[] values, float scale) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Packed packed && packed.chunk.equals(chunk);
        }

        @Override
        public int hashCode() {
            return chunk.hashCode();
        }
    }

    /** @param values float32 of length 1, little-endian; what is no vector is left out */
    void add(UUID chunk, long version, byte[] values) {
        FloatBuffer floats =
                ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        if (floats.remaining() != dimensions) {
            return;
        }
        float[] read = new float[dimensions];
        floats.get(read);
        float scale = scale(read);
        if (scale > 0 && Float.isFinite(scale)) {
            vectors.put(chunk, new Packed(chunk, version, packed(read, scale), scale));
        }
    }

    boolean has(UUID chunk, long version) {
        Packed known = vectors.get(chunk);
        return known != null && known.version() == version;
    }

    Set<UUID> chunks() {
        return new HashSet<>(vectors.keySet());
    }

    /** Searches that are under way see some of it. */
    void renew(PackedVectors fresh, Set<UUID> gone) {
        vectors.putAll(fresh.vectors);
        gone.stream().filter(chunk -> !fresh.vectors.containsKey(chunk)).forEach(vectors::remove);
    }

    int size() {
        return vectors.size();
    }

    long bytes() {
        return bytes(vectors.size(), dimensions);
    }

    static long bytes(int count, int dimensions) {
        return (long) count * (dimensions + OVERHEAD);
    }

    /** @throws LateSearchException when the deadline passed first */
    RankedList nearest(UnitVector query, Predicate<UUID> passing, int limit, Deadline by) {
        float[] asked = query.toArray();
        if (asked.length != dimensions) {
            throw new IllegalArgumentException(asked.length + " dimensions cannot be compared with " + dimensions);
        }
        float scale = scale(asked);
        int[] target = new int[dimensions];
        widen(packed(asked, scale), target);
        int[] scratch = new int[dimensions];
        PriorityQueue<Candidate> best = new PriorityQueue<>(limit + 1, WORST_FIRST);
        int seen = 0;
        for (Packed each : vectors.values()) {
            if (++seen % BETWEEN_LOOKS_AT_THE_CLOCK == 0 && by.passed()) {
                throw new LateSearchException("vector");
            }
            if (passing.test(each.chunk())) {
                widen(each.values(), scratch);
                double cosine = (double) dot(target, scratch) * scale * each.scale();
                best.add(new Candidate(PassageKey.chunk(each.chunk()), UnitVector.rounded(Math.clamp(cosine, -1, 1))));
                if (best.size() > limit) {
                    best.remove();
                }
            }
        }
        return RankedList.ranked(best);
    }

    private static float scale(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest / LARGEST;
    }

    private static byte[] packed(float[] values, float scale) {
        byte[] packed = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            packed[i] = (byte) Math.round(values[i] / scale);
        }
        return packed;
    }

    private static void widen(byte[] values, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = values[i];
        }
    }

    /** Of ints: the JIT vectorises this sum, and not that of bytes. */
    private static int dot(int[] one, int[] other) {
        int sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
