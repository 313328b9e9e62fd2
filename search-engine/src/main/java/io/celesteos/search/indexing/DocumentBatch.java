package io.celesteos.search.indexing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON body of {@code POST /api/v1/documents/batch}: 1 to 100 documents of one yacht. */
record DocumentBatch(
        @JsonProperty("yacht_id") @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @NotEmpty(message = "is required: 1 to 100 documents")
        List<@Valid @NotNull(message = "must be an object") Item> documents) {

    static final int MOST = 100;

    /** As {@link io.celesteos.contracts.search.DocumentSubmission}, without the yacht. */
    record Item(
            @NotBlank(message = "is required: 1 to 500 characters") @Size(max = 500)
            String title,

            @NotBlank(message = "is required") String text,
            @Nullable Map<String, Object> metadata) {}
}
