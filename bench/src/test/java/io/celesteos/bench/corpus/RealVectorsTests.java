package io.celesteos.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.embedding.ModelsResponse;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealVectorsTests {

    @TempDir
    Path folder;

    @Test
    void vectorsAreAskedForOnceAndKeptForTheseTextsOnly() throws IOException {
        RealVectors vectors = new RealVectors(folder, "m");
        List<String> texts = List.of("one", "two", "three");

        assertThat(vectors.kept(texts, InputType.PASSAGE)).isEmpty();
        List<float[]> embedded = vectors.embed(new Lengths(), texts, InputType.PASSAGE, done -> {});

        assertThat(embedded).hasSize(3);
        List<float[]> kept = vectors.kept(texts, InputType.PASSAGE).orElseThrow();
        assertThat(kept).hasSize(3);
        assertThat(kept.get(2)).containsExactly(5f, 1f);
        assertThat(vectors.kept(texts, InputType.QUERY)).isEmpty();
        assertThat(vectors.kept(List.of("one"), InputType.PASSAGE)).isEmpty();
    }

    /** A text's vector is its length and 1. */
    private static final class Lengths implements EmbeddingClient {
        @Override
        public EmbedResponse embed(EmbedRequest request) {
            return new EmbedResponse(
                    request.texts().stream()
                            .map(text -> new float[] {text.length(), 1})
                            .toList(),
                    "m",
                    2,
                    1,
                    1,
                    List.of(),
                    0);
        }

        @Override
        public RerankResponse rerank(RerankRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TokenEmbeddingsResponse tokenEmbeddings(TokenEmbeddingsRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModelsResponse models() {
            throw new UnsupportedOperationException();
        }
    }
}
