package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
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
    private final QueryProperties properties;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SearchBranches(QueryEmbedder embedder, VectorIndex vectors, QueryProperties properties) {
        this.embedder = embedder;
        this.vectors = vectors;
        this.properties = properties;
    }

    BranchResults run(SearchPlan plan, IndexSnapshot snapshot, RequestContext context) {
        Deadline lexicalBy = Deadline.in(context.deadline().atMost(properties.lexicalLimit()));
        Deadline vectorBy = Deadline.in(context.deadline().atMost(properties.vectorLimit()));
        Future<RankedList> bm25 = plan.lexical()
                ? start(context, lexicalBy, () -> lexical(plan, snapshot, context.timings(), lexicalBy))
                : null;
        Future<RankedList> vector = plan.vector()
                ? start(context, vectorBy, () -> vector(plan, snapshot, context.timings(), vectorBy))
                : null;
        List<Degradation> missing = new ArrayList<>();
        RankedList lexicalList = await(bm25, lexicalBy, Degradation.LEXICAL_SEARCH_UNAVAILABLE, missing);
        RankedList vectorList = await(vector, vectorBy, Degradation.VECTOR_SEARCH_UNAVAILABLE, missing);
        if (vectorList != null && snapshot.vectors() < snapshot.chunks()) {
            missing.add(Degradation.VECTORS_INCOMPLETE);
        }
        return new BranchResults(lexicalList, vectorList, missing);
    }

    private RankedList lexical(SearchPlan plan, IndexSnapshot snapshot, StageTimings timings, Deadline by)
            throws Exception {
        return timings.time(
                "bm25",
                () -> snapshot.matching(new LexicalQuery(plan.query(), plan.filters(), properties.window(), by)));
    }

    private RankedList vector(SearchPlan plan, IndexSnapshot snapshot, StageTimings timings, Deadline by)
            throws Exception {
        UnitVector given = plan.given();
        UnitVector query = given != null
                ? given
                : timings.time(
                        "embed",
                        () -> embedder.embed(snapshot.space(), plan.query().text()));
        return timings.time(
                "vector",
                () -> vectors.nearest(snapshot, new VectorQuery(query, plan.filters(), properties.window(), by)));
    }

    /** The branch's own limit is what it and the services it calls see as the deadline. */
    private Future<RankedList> start(RequestContext context, Deadline by, Callable<RankedList> branch) {
        RequestContext within = new RequestContext(
                context.requestId(), context.traceparent(), by, context.timings(), context.startNanos());
        return threads.submit(within.carry(branch));
    }

    private static @Nullable RankedList await(
            @Nullable Future<RankedList> branch, Deadline by, Degradation without, List<Degradation> missing) {
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
