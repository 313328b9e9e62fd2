package io.celesteos.search.vector;

import io.celesteos.search.retrieval.EmbeddingSpace;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where embeddings come from and which space they are in. Another model is another space: it is filled in the
 * background, yacht by yacht, and a yacht is searched in the old one until all its chunks are in the new one.
 *
 * @param url of the embedding-service
 * @param apiKey sent to it; null or empty where it asks for none
 * @param model asked of the embedding-service
 * @param space name the vectors are stored under, up to 40 lower-case letters, digits, "." and "-"; empty: the
 *     model's name in lower case
 * @param dimensions of the space, 1 to 1,024 (the most Lucene indexes)
 * @param queryTimeout longest wait for a query's vector; then the lexical branch answers alone
 * @param passageTimeout longest wait for one batch of passages
 */
@Validated
@ConfigurationProperties(prefix = "search.embedding", ignoreUnknownFields = false)
public record EmbeddingProperties(
        @NotNull @DefaultValue("http://localhost:8002") URI url,
        @Nullable String apiKey,
        @NotBlank @DefaultValue("bge-small-en-v1.5") String model,

        @NotNull @DefaultValue("") @Pattern(regexp = "|[a-z0-9][a-z0-9.-]{0,39}")
        String space,

        @DefaultValue("384") @Min(1) @Max(1024) int dimensions,
        @NotNull @DefaultValue("1s") Duration queryTimeout,
        @NotNull @DefaultValue("60s") Duration passageTimeout) {

    public EmbeddingSpace embeddingSpace() {
        return new EmbeddingSpace(space.isEmpty() ? model.toLowerCase(Locale.ROOT) : space, model, dimensions);
    }
}
