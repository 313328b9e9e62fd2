package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query's vector in the yacht's space: the caller's own, or the embedding-service's where it comes in time. */
final class QueryEmbedding {

    private static final Logger log = LoggerFactory.getLogger(QueryEmbedding.class);

    private final EmbeddingClient embedding;
    private final Duration limit;

    QueryEmbedding(EmbeddingClient embedding, Duration limit) {
        this.embedding = embedding;
        this.limit = limit;
    }

    /**
     * Empty where there is none in time.
     *
     * @throws ProblemException 400 when the caller's own vector is not of the space
     */
    Optional<QueryVector> of(SearchRequest request, VectorSpace space, Deadline until) {
        List<Float> given = request.queryEmbedding();
        if (given != null) {
            return Optional.of(QueryVector.of(floats(given))
                    .filter(vector -> vector.dimensions() == space.dimensions())
                    .orElseThrow(() -> ProblemException.invalidField(
                            "query_embedding", "must be a vector of " + space.dimensions() + " numbers")));
        }
        RequestContext context = RequestContext.current();
        RequestContext hurried = new RequestContext(
                context.requestId(),
                context.traceparent(),
                Deadline.in(until.atMost(limit)),
                context.timings(),
                context.startNanos());
        try {
            return hurried.call(() -> context.timings().time("embed", () -> ask(request.query(), space)));
        } catch (RemoteFailure away) {
            log.warn("No query vector [{}]: {}", context.requestId(), away.getMessage());
        } catch (Exception broken) {
            log.warn("No query vector [{}]", context.requestId(), broken);
        }
        return Optional.empty();
    }

    private Optional<QueryVector> ask(String query, VectorSpace space) {
        var answer = embedding.embed(new EmbedRequest(List.of(query), space.model(), true, InputType.QUERY, true));
        return answer.embeddings().stream()
                .findFirst()
                .filter(vector -> vector.length == space.dimensions())
                .flatMap(QueryVector::of);
    }

    private static float[] floats(List<Float> given) {
        float[] values = new float[given.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = given.get(i);
        }
        return values;
    }
}
