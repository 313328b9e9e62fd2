package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.search.fallback.VectorFallback;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorIndex;
import io.celesteos.search.retrieval.VectorQuery;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.QueryEmbedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Both branches at once, each on a virtual thread of its own and under its own limit. A branch that is late or
 * fails is left out and named; it never takes the other one with it.
 */
@Component
class SearchBranches implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SearchBranches.class);

    /** What is left of the limit for a branch that stops itself to say so. */
    private static final Duration GRACE = Duration.ofMillis(20);

    private final QueryEmbedder embedder;
    private final VectorIndex vectors;
    private final VectorFallback fallback;
    private final QueryProperties properties;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SearchBranches(QueryEmbedder embedder, VectorIndex vectors, VectorFallback fallback, QueryProperties properties) {
        this.embedder = embedder;
        this.vectors = vectors;
        this.fallback = fallback;
        this.properties = properties;
    }

    BranchResults run(SearchPlan plan, IndexSnapshot snapshot, RequestContext context) {
        Deadline lexicalBy = Deadline.in(context.deadline().atMost(properties.lexicalLimit()));
        Deadline vectorBy = Deadline.in(context.deadline().atMost(properties.vectorLimit()));
        Future<RankedList> bm25 = plan.lexical()
                ? start(context, lexicalBy, () -> lexical(plan, snapshot, context.timings(), lexicalBy))
                : null;
        Future<Nearest> vector = plan.vector()
                ? start(context, vectorBy, () -> vector(plan, snapshot, context.timings(), vectorBy))
                : null;
        List<Degradation> missing = new ArrayList<>();
        RankedList lexicalList = await(bm25, lexicalBy, Degradation.LEXICAL_SEARCH_UNAVAILABLE, missing);
        Nearest nearest = await(vector, vectorBy, Degradation.VECTOR_SEARCH_UNAVAILABLE, missing);
        if (nearest == null) {
            return new BranchResults(lexicalList, null, null, missing);
        }
        missing.addAll(nearest.lacking());
        return new BranchResults(lexicalList, nearest.list(), nearest.space(), missing);
    }

    /** What the vector branch brought, from which space, and what it lacks. */
    private record Nearest(RankedList list, EmbeddingSpace space, List<Degradation> lacking) {}

    private RankedList lexical(SearchPlan plan, IndexSnapshot snapshot, StageTimings timings, Deadline by)
            throws Exception {
        return timings.time(
                "bm25",
                () -> snapshot.matching(new LexicalQuery(plan.query(), plan.filters(), properties.window(), by)));
    }

    private Nearest vector(SearchPlan plan, IndexSnapshot snapshot, StageTimings timings, Deadline by)
            throws Exception {
        UnitVector query = plan.given();
        if (query == null) {
            try {
                query = embedded(plan, snapshot, timings, by);
            } catch (EmbeddingUnavailableException away) {
                return elsewhere(plan, snapshot, by, away);
            }
        }
        VectorQuery asked = new VectorQuery(query, plan.filters(), properties.window(), by);
        RankedList nearest = timings.time("vector", () -> vectors.nearest(snapshot, asked));
        return new Nearest(
                nearest,
                snapshot.space(),
                snapshot.vectors() < snapshot.chunks() ? List.of(Degradation.VECTORS_INCOMPLETE) : List.of());
    }

    /** The embedding-service gets a share of the time, so that some is left for another way when it hangs. */
    private UnitVector embedded(SearchPlan plan, IndexSnapshot snapshot, StageTimings timings, Deadline by)
            throws Exception {
        Deadline share = Deadline.in(fallback.serviceShare(by.remaining()));
        return timings.time(
                "embed",
                () -> within(RequestContext.current(), share)
                        .call(() ->
                                embedder.embed(snapshot.space(), plan.query().text())));
    }

    private Nearest elsewhere(
            SearchPlan plan, IndexSnapshot snapshot, Deadline by, EmbeddingUnavailableException away) {
        if (away.refused()) {
            throw away;
        }
        VectorFallback.Found found = fallback.search(
                        snapshot,
                        new VectorFallback.Question(plan.query().text(), plan.filters(), properties.window(), by))
                .orElseThrow(() -> away);
        return new Nearest(
                found.nearest(),
                found.space(),
                found.whole()
                        ? List.of(Degradation.EMBEDDING_FALLBACK)
                        : List.of(Degradation.EMBEDDING_FALLBACK, Degradation.VECTORS_INCOMPLETE));
    }

    /** The branch's own limit is what it and the services it calls see as the deadline. */
    private <T> Future<T> start(RequestContext context, Deadline by, Callable<T> branch) {
        return threads.submit(within(context, by).carry(branch));
    }

    private static RequestContext within(RequestContext context, Deadline by) {
        return new RequestContext(
                context.requestId(), context.traceparent(), by, context.timings(), context.startNanos());
    }

    private static <T> @Nullable T await(
            @Nullable Future<T> branch, Deadline by, Degradation without, List<Degradation> missing) {
        if (branch == null) {
            return null;
        }
        try {
            return branch.get(by.remaining().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            missing.add(reason(failed.getCause(), without));
        } catch (TimeoutException late) {
            branch.cancel(true);
            missing.add(without);
        } catch (InterruptedException stop) {
            branch.cancel(true);
            Thread.currentThread().interrupt();
            missing.add(without);
        }
        return null;
    }

    private static Degradation reason(@Nullable Throwable cause, Degradation without) {
        if (cause instanceof EmbeddingUnavailableException) {
            log.debug("No query vector: {}", cause.getMessage());
            return Degradation.EMBEDDING_UNAVAILABLE;
        }
        if (!(cause instanceof LateSearchException)) {
            log.warn("{}: {}", without.wireName(), String.valueOf(cause));
            log.debug("{}", without.wireName(), cause);
        }
        return without;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
