package io.celesteos.search.vector;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.util.List;
import java.util.Locale;

/** The embedding-service, asked for one vector: its list of models would not say whether this one works. */
final class RemoteModels implements EmbeddingModels {

    private static final List<String> ANY_TEXT = List.of("anchor");

    private final EmbeddingClient client;

    RemoteModels(EmbeddingClient client) {
        this.client = client;
    }

    @Override
    public EmbeddingSpace spaceOf(String model) {
        try {
            EmbedResponse answer = client.embed(new EmbedRequest(ANY_TEXT, model, true, InputType.PASSAGE, true));
            if (answer.embeddings().size() != 1 || answer.embeddings().getFirst().length == 0) {
                throw new EmbeddingUnavailableException("the embedding-service answered without a vector");
            }
            return new EmbeddingSpace(
                    answer.model().toLowerCase(Locale.ROOT),
                    answer.model(),
                    answer.embeddings().getFirst().length);
        } catch (RemoteFailure failure) {
            Problem refusal = failure.refusal();
            boolean refused = failure.callersFault() && refusal != null && refusal.status() != 401;
            throw new EmbeddingUnavailableException(
                    refused && refusal != null
                            ? String.valueOf(refusal.detail())
                            : String.valueOf(failure.getMessage()),
                    refused,
                    failure);
        }
    }
}
