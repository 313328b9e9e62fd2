package io.celesteos.bench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.bench.latency.Times;
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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VectorsReportTests {

    @TempDir
    Path folder;

    @Test
    void theSameFiguresStandInTableAndJson() {
        Times whole = new Times("service", new double[] {1, 2, 3, 4}, 0);
        Times own = new Times("service", new double[] {0.5, 1, 1.5, 2}, 0);
        Times none = new Times("raw", new double[] {}, 0);
        VectorsReport report = new VectorsReport(
                Instant.EPOCH,
                "./celeste bench vectors",
                1,
                2,
                3,
                4,
                List.of(
                        new Measured(1000, Share.HUNDREDTH, "service", 0.98765, 10, whole, own),
                        new Measured(1000, Share.ALL, "raw", 1, 10, whole, none)),
                List.of(new Built(1000, "raw", 12.34, "index", 56.78, 0)));

        assertThat(report.table())
                .contains("| 1,000 | 1 % | service | 0.988 | 10 | 2.00 | 4.00 | 4.00 | 1.00 | 2.00 | 2.00 |")
                .contains("| 1,000 | raw | 12.3 | index | 57 |  |");
        JsonNode json = JsonMapper.shared().readTree(report.json());
        assertThat(json.at("/searches/0/recall_at_10").asDouble()).isEqualTo(0.988);
        assertThat(json.at("/searches/0/p95_branch_ms").asDouble()).isEqualTo(2);
        assertThat(json.at("/searches/1/p95_branch_ms").isMissingNode()).isTrue();
        assertThat(json.at("/builds/0/seconds").asDouble()).isEqualTo(12.34);
    }

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
