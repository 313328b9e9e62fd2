package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.validation.QueryText;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/rerank}: 1 to 100 documents; {@code topN} defaults to all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RerankRequest(
        @QueryText String query,

        @NotEmpty(message = "is required: 1 to 100 documents")
        List<@NotBlank(message = "must not be empty") String> documents,

        @JsonProperty("top_n") @Nullable @Min(1) Integer topN,
        @Nullable String model) {}
