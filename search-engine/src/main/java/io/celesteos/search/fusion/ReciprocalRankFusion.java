package io.celesteos.search.fusion;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weighted Reciprocal Rank Fusion (Cormack, Clarke, Buettcher, SIGIR 2009): the score of a passage is {@code
 * w_bm25 / (k + rank_bm25) + w_vector / (k + rank_vector)}, ranks from 1; a list it is not in adds nothing.
 * Only ranks count, so the branches' scores need not be comparable.
 */
public final class ReciprocalRankFusion {

    private static final Comparator<FusedCandidate> BEST_FIRST =
            Comparator.comparingDouble(FusedCandidate::rrfScore).reversed().thenComparing(FusedCandidate::key);

    private final int k;
    private final FusionWeights weights;

    /** @throws IllegalArgumentException when {@code k} is below 1, or a weight negative or not finite */
    public ReciprocalRankFusion(int k, FusionWeights weights) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, not " + k);
        }
        if (!(weights.bm25() >= 0 && weights.vector() >= 0)
                || Double.isInfinite(weights.bm25())
                || Double.isInfinite(weights.vector())) {
            throw new IllegalArgumentException("weights must be finite and not negative: " + weights);
        }
        this.k = k;
        this.weights = weights;
    }

    /** Best first, ties by key; a passage found only by a branch of weight 0 is left out. */
    public List<FusedCandidate> fuse(RankedList bm25, RankedList vector) {
        Map<PassageKey, Place> lexical = places(bm25);
        Map<PassageKey, Place> semantic = places(vector);
        Set<PassageKey> keys = new LinkedHashSet<>(lexical.keySet());
        keys.addAll(semantic.keySet());
        return keys.stream()
                .map(key -> fused(key, lexical.get(key), semantic.get(key)))
                .filter(candidate -> candidate.rrfScore() > 0)
                .sorted(BEST_FIRST)
                .toList();
    }

    /** The highest score there can be when these branches answered: first in each. */
    public double best(boolean bm25, boolean vector) {
        return (bm25 ? weights.bm25() : 0) / (k + 1) + (vector ? weights.vector() : 0) / (k + 1);
    }

    private FusedCandidate fused(PassageKey key, @Nullable Place bm25, @Nullable Place vector) {
        return new FusedCandidate(
                key, bm25, vector, share(weights.bm25(), bm25) + share(weights.vector(), vector));
    }

    private double share(double weight, @Nullable Place place) {
        return place == null ? 0 : weight / (k + place.rank());
    }

    private static Map<PassageKey, Place> places(RankedList list) {
        Map<PassageKey, Place> places = new LinkedHashMap<>();
        int rank = 0;
        for (Candidate candidate : list.candidates()) {
            places.putIfAbsent(candidate.key(), new Place(++rank, candidate.score()));
        }
        return places;
    }
}
