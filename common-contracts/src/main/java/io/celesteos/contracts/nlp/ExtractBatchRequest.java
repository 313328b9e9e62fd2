package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/extract/batch}: 1 to 100 texts, one answer each in the same order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtractBatchRequest(
        @NotEmpty(message = "is required: 1 to 100 texts")
        List<@NotBlank(message = "must not be empty") @Size(max = 20_000) String> texts,

        @Nullable Set<EntityKind> extract,
        @JsonProperty("yacht_id") @Nullable YachtId yachtId) {}
