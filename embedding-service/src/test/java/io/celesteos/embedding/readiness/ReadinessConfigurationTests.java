package io.celesteos.embedding.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.readiness.FirstRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadinessConfigurationTests {

    @Test
    void everyWayInIsTakenAndEmbeddingMostOften() {
        var sent = IntStream.range(0, 40)
                .boxed()
                .flatMap(round -> ReadinessConfiguration.round(round).stream())
                .collect(Collectors.groupingBy(FirstRequest::path, Collectors.counting()));

        assertThat(sent)
                .containsEntry("/api/v1/embed", 40L)
                .containsEntry("/v1/embeddings", 2L)
                .containsEntry("/api/v1/rerank", 2L)
                .hasSize(3);
    }
}
