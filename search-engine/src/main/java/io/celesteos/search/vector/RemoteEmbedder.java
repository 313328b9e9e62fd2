package io.celesteos.search.vector;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import java.util.List;
import java.util.Set;

/** The embedding-service as a source of vectors; whatever it answers is checked against the space asked for. */
final class RemoteEmbedder implements QueryEmbedder, PassageEmbedder {

    private static final Set<Integer> NOT_THE_TEXTS = Set.of(401, 403, 404);

    private final EmbeddingClient queries;
    private final EmbeddingClient passages;

    /**
     * @param queries a client with a short timeout
     * @param passages a client with a long one and a breaker of its own: a slow batch must not shut queries out
     */
    RemoteEmbedder(EmbeddingClient queries, EmbeddingClient passages) {
        this.queries = queries;
        this.passages = passages;
    }

    @Override
    public UnitVector embed(EmbeddingSpace space, String query) {
        return ask(queries, space, List.of(query), InputType.QUERY).getFirst();
    }

    @Override
    public List<UnitVector> embed(EmbeddingSpace space, List<String> texts) {
        return ask(passages, space, texts, InputType.PASSAGE);
    }

    private static List<UnitVector> ask(
            EmbeddingClient client, EmbeddingSpace space, List<String> texts, InputType type) {
        EmbedResponse answer;
        try {
            answer = client.embed(new EmbedRequest(texts, space.model(), true, type, true));
        } catch (RemoteFailure failure) {
            throw new EmbeddingUnavailableException(
                    String.valueOf(failure.getMessage()), refusesTheTexts(failure), failure);
        }
        List<float[]> vectors = answer.embeddings();
        if (vectors.size() != texts.size()
                || vectors.stream().anyMatch(vector -> vector.length != space.dimensions())) {
            throw new EmbeddingUnavailableException(
                    "the embedding-service answered with vectors that are not of space " + space.name());
        }
        try {
            return vectors.stream().map(UnitVector::of).toList();
        } catch (IllegalArgumentException notAVector) {
            throw new EmbeddingUnavailableException("a vector " + notAVector.getMessage(), true, notAVector);
        }
    }

    /** A model that is not installed, or a key that is wrong, is no fault of the texts: it may be mended. */
    private static boolean refusesTheTexts(RemoteFailure failure) {
        Problem refusal = failure.refusal();
        return failure.callersFault() && refusal != null && !NOT_THE_TEXTS.contains(refusal.status());
    }
}
