package io.celesteos.bench.load.stream;

import java.util.Arrays;
import java.util.stream.LongStream;

/** From a write to its reading, in nanoseconds, with the moment of the write. For one thread. */
final class Latencies {

    private long[] written = new long[64];
    private long[] taken = new long[64];
    private int size;

    void add(long writtenNanos, long readNanos) {
        if (size == written.length) {
            written = Arrays.copyOf(written, 2 * size);
            taken = Arrays.copyOf(taken, 2 * size);
        }
        written[size] = writtenNanos;
        taken[size] = readNanos - writtenNanos;
        size++;
    }

    /** Those written from {@code from} on and before {@code to}. */
    LongStream between(long from, long to) {
        long[] chosen = new long[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (written[i] - from >= 0 && written[i] - to < 0) {
                chosen[n] = taken[i];
                n++;
            }
        }
        return Arrays.stream(chosen, 0, n);
    }
}
