package io.celesteos.search.vector;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.search.retrieval.UnitVector;
import java.util.List;

/** The embedding-service as a source of vectors of one space; whatever it answers is checked against the space. */
final class RemoteEmbedder implements QueryEmbedder, PassageEmbedder {

    private final EmbeddingClient queries;
    private final EmbeddingClient passages;
    private final EmbeddingSpace space;

    /**
     * @param queries a client with a short timeout
     * @param passages a client with a long one and a breaker of its own: a slow batch must not shut queries out
     */
    RemoteEmbedder(EmbeddingClient queries, EmbeddingClient passages, EmbeddingSpace space) {
        this.queries = queries;
        this.passages = passages;
        this.space = space;
    }

    @Override
    public UnitVector embed(String query) {
        return ask(queries, List.of(query), InputType.QUERY).getFirst();
    }

    @Override
    public List<UnitVector> embed(List<String> texts) {
        return ask(passages, texts, InputType.PASSAGE);
    }

    private List<UnitVector> ask(EmbeddingClient client, List<String> texts, InputType type) {
        EmbedResponse answer;
        try {
            answer = client.embed(new EmbedRequest(texts, space.model(), true, type, true));
        } catch (RemoteFailure failure) {
            throw new EmbeddingUnavailableException(
                    String.valueOf(failure.getMessage()), failure.callersFault(), failure);
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
}
