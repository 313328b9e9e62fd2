package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Body of {@code POST /api/v1/workflows/{name}/runs}.
 *
 * @param input what the workflow asks for; null where it needs nothing
 */
record RunRequest(
        @JsonProperty("yacht_id") @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @Nullable JsonNode input) {}
