package io.celesteos.search.fusion;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.HitType;
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
 *
 * <p>Records (equipment, parts, faults, work orders) are in no embedding space. That a vector list does not hold
 * them says nothing about them, yet any passage of middling rank in both lists would stand above the very part
 * whose number was asked for. So where the vector branch found anything, a record gets {@code records * w_vector
 * / (k + rank_bm25)} for it: its lexical rank stands in for the missing one.
 */
public final class ReciprocalRankFusion {

    private static final Comparator<FusedCandidate> BEST_FIRST =
            Comparator.comparingDouble(FusedCandidate::rrfScore).reversed().thenComparing(FusedCandidate::key);

    private final int k;
    private final FusionWeights weights;
    private final double records;

    /**
     * @param records share of the vector weight that goes to records, 0 to 1
     * @throws IllegalArgumentException when {@code k} is below 1, a weight negative or not finite, or the share
     *     outside its range
     */
    public ReciprocalRankFusion(int k, FusionWeights weights, double records) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, not " + k);
        }
        if (!(weights.bm25() >= 0 && weights.vector() >= 0)
                || Double.isInfinite(weights.bm25())
                || Double.isInfinite(weights.vector())) {
            throw new IllegalArgumentException("weights must be finite and not negative: " + weights);
        }
        if (!(records >= 0 && records <= 1)) {
            throw new IllegalArgumentException("the share of records must be 0 to 1, not " + records);
        }
        this.k = k;
        this.weights = weights;
        this.records = records;
    }

    /** Best first, ties by key; a passage found only by a branch of weight 0 is left out. */
    public List<FusedCandidate> fuse(RankedList bm25, RankedList vector) {
        Map<PassageKey, Place> lexical = places(bm25);
        Map<PassageKey, Place> semantic = places(vector);
        Set<PassageKey> keys = new LinkedHashSet<>(lexical.keySet());
        keys.addAll(semantic.keySet());
        boolean compared = !semantic.isEmpty();
        return keys.stream()
                .map(key -> fused(key, lexical.get(key), semantic.get(key), compared))
                .filter(candidate -> candidate.rrfScore() > 0)
                .sorted(BEST_FIRST)
                .toList();
    }

    /** The highest score there can be when these branches answered: first in each. */
    public double best(boolean bm25, boolean vector) {
        return (bm25 ? weights.bm25() : 0) / (k + 1) + (vector ? weights.vector() : 0) / (k + 1);
    }

    private FusedCandidate fused(PassageKey key, @Nullable Place bm25, @Nullable Place vector, boolean compared) {
        boolean record = key.type() != HitType.DOCUMENT_CHUNK;
        double inferred = record && compared ? records * share(weights.vector(), bm25) : 0;
        return new FusedCandidate(
                key, bm25, vector, inferred, share(weights.bm25(), bm25) + share(weights.vector(), vector) + inferred);
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
