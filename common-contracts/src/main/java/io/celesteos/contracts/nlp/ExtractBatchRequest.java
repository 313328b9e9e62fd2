package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.NoneEmpty;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/extract/batch}: 1 to 100 texts, one answer each in the same order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtractBatchRequest(
        @NotEmpty(message = "is required: 1 to 100 texts") @NoneEmpty(maxLength = 20_000)
        List<String> texts,

        @Nullable Set<EntityKind> extract,
        @JsonProperty("yacht_id") @Nullable YachtId yachtId) {}
