package io.celesteos.search.tokenvector;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The embedding-service as a source of token vectors; whatever it answers is checked. Both sides are read without
 * the model's prompt, whose tokens would look for matches too.
 */
final class RemoteTokenEncoder implements TokenEncoder {

    private static final String ANYTHING = "space";

    private final EmbeddingClient queries;
    private final EmbeddingClient passages;
    private final String model;
    private final TokenVectorProperties properties;

    /**
     * @param queries a client with a short timeout
     * @param passages a client with a long one and a breaker of its own: a slow batch must not shut queries out
     */
    RemoteTokenEncoder(
            EmbeddingClient queries, EmbeddingClient passages, String model, TokenVectorProperties properties) {
        this.queries = queries;
        this.passages = passages;
        this.model = model;
        this.properties = properties;
    }

    @Override
    public QueryTokens query(String text) {
        PassageTokens answer = ask(queries, List.of(text), false, 1);
        return new QueryTokens(answer.space(), answer.vectors().getFirst());
    }

    @Override
    public PassageTokens passages(List<String> texts) {
        return ask(passages, texts, properties.dropStopWords(), properties.pool());
    }

    @Override
    public String space() {
        return passages(List.of(ANYTHING)).space();
    }

    private PassageTokens ask(EmbeddingClient client, List<String> texts, boolean dropStopWords, int pool) {
        Integer dimensions = properties.dimensions() == 0 ? null : properties.dimensions();
        TokenEmbeddingsResponse answer;
        try {
            answer = client.tokenEmbeddings(new TokenEmbeddingsRequest(
                    texts, model, null, dropStopWords, pool, dimensions, TokenEncoding.INT8));
        } catch (RemoteFailure failure) {
            throw new TokenVectorsUnavailableException(
                    String.valueOf(failure.getMessage()), failure.callersFault(), failure);
        }
        try {
            return checked(answer, texts.size());
        } catch (RuntimeException garbage) {
            throw new TokenVectorsUnavailableException(
                    "the embedding-service answered with something that is no token vectors", false, garbage);
        }
    }

    private PassageTokens checked(TokenEmbeddingsResponse answer, int texts) {
        int expected = properties.dimensions();
        if (answer.space().isBlank()
                || answer.encoding() != TokenEncoding.INT8
                || answer.embeddings().size() != texts
                || (expected != 0 && answer.dimensions() != expected)) {
            throw new IllegalArgumentException("not what was asked for");
        }
        List<TokenVectorMatrix> vectors = new ArrayList<>(texts);
        for (int i = 0; i < texts; i++) {
            TokenVectorMatrix matrix = answer.matrix(i);
            if (!matrix.hasUnitRows()) {
                throw new IllegalArgumentException("vectors that are not of length 1");
            }
            vectors.add(matrix);
        }
        return new PassageTokens(properties.space(answer.space()), vectors);
    }
}
