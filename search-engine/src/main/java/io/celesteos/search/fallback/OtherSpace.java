package io.celesteos.search.fallback;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorQuery;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.SpaceSearch;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider's vector of the query against the provider's vectors of the yacht's passages. A yacht that has none
 * is not asked about: its query stays in the house.
 */
final class OtherSpace implements VectorFallback {

    private static final Logger log = LoggerFactory.getLogger(OtherSpace.class);

    /** Of the branch's time for the search itself, once there is a vector. */
    private static final Duration FOR_THE_SEARCH = Duration.ofMillis(200);

    /** What the embedding-service keeps where there is not enough for both: it must not look away when it is busy. */
    private static final double LEAST_SHARE = 0.5;

    private final EmbeddingSpace space;
    private final FallbackQueries queries;
    private final Duration queryTimeout;
    private final StoredCounts counts;
    private final SpaceSearch vectors;

    OtherSpace(
            EmbeddingSpace space,
            FallbackQueries queries,
            Duration queryTimeout,
            StoredCounts counts,
            SpaceSearch vectors) {
        this.space = space;
        this.queries = queries;
        this.queryTimeout = queryTimeout;
        this.counts = counts;
        this.vectors = vectors;
    }

    @Override
    public Duration serviceShare(Duration left) {
        if (!queries.open()) {
            return left;
        }
        long without = left.toNanos() - queryTimeout.plus(FOR_THE_SEARCH).toNanos();
        return Duration.ofNanos(Math.max(without, (long) (left.toNanos() * LEAST_SHARE)));
    }

    @Override
    public Optional<Found> search(IndexSnapshot snapshot, Question question) {
        try {
            int stored = counts.of(snapshot.yacht(), question.by()).orElse(0);
            if (stored == 0) {
                return Optional.empty();
            }
            vectors.expect(snapshot.yacht(), space);
            UnitVector query = RequestContext.current()
                    .timings()
                    .time("embed_fallback", () -> queries.embed(question.text(), forTheQuery(question.by())));
            RankedList nearest = vectors.nearest(
                    snapshot, space, new VectorQuery(query, question.filters(), question.window(), question.by()));
            return Optional.of(new Found(nearest, space, stored >= snapshot.chunks()));
        } catch (EmbeddingUnavailableException | LateSearchException | ProblemException none) {
            log.debug("No fallback: {}", none.getMessage());
            return Optional.empty();
        } catch (Exception failure) {
            log.warn("The fallback space could not be searched", failure);
            return Optional.empty();
        }
    }

    private static Duration forTheQuery(Deadline by) {
        Duration left = by.remaining();
        Duration quarter = left.dividedBy(4);
        return left.minus(quarter.compareTo(FOR_THE_SEARCH) < 0 ? quarter : FOR_THE_SEARCH);
    }
}
