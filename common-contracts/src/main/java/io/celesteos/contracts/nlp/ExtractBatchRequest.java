package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.NoneEmpty;
import jakarta.validation.constraints.NotEmpty;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/extract/batch}: 1 to 100 texts, one answer each in the same order. All fields but the texts
 * hold for each text as they do in {@link ExtractRequest}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtractBatchRequest(
        @NotEmpty(message = "is required: 1 to 100 texts") @NoneEmpty(maxLength = 20_000)
        List<String> texts,

        @Nullable Set<EntityKind> extract,
        @JsonProperty("yacht_id") @Nullable YachtId yachtId,
        @JsonProperty("reference_time") @Nullable Instant referenceTime,
        @JsonProperty("time_zone") @Nullable ZoneId timeZone,
        @Nullable Boolean debug) {}
