package io.celesteos.gateway.fallback.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best of all vectors offered, by cosine with the query; ties by id. Used by one thread. */
final class NearestSoFar {

    private static final Comparator<Ranked> WORST_FIRST = Comparator.comparingDouble(Ranked::score)
            .thenComparing(ranked -> ranked.key().id(), Comparator.reverseOrder());

    private final QueryVector query;
    private final int limit;
    private final float[] values;
    private final PriorityQueue<Ranked> best = new PriorityQueue<>(WORST_FIRST);

    NearestSoFar(QueryVector query, int limit) {
        this.query = query;
        this.limit = limit;
        this.values = new float[query.dimensions()];
    }

    /** @param stored little-endian float32, as many as the query has */
    void offer(PassageKey key, byte[] stored) {
        ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        best.add(new Ranked(key, query.cosine(values)));
        if (best.size() > limit) {
            best.poll();
        }
    }

    /** Nearest first. */
    List<Ranked> ranked() {
        List<Ranked> ranked = new ArrayList<>(best);
        ranked.sort(WORST_FIRST.reversed());
        return List.copyOf(ranked);
    }
}
