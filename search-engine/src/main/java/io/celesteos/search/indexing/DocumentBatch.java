package io.celesteos.search.indexing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON body of {@code POST /api/v1/documents/batch}: 1 to 100 documents of one yacht. Each document is checked by
 * itself once their number is known: to check a body of 100,000 wrong ones together takes minutes, as each finding is
 * compared with those before it.
 */
record DocumentBatch(
        @JsonProperty("yacht_id") @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @NotEmpty(message = "is required: 1 to 100 documents")
        List<@Nullable Item> documents) {

    static final int MOST = 100;

    /** As {@link io.celesteos.contracts.search.DocumentSubmission}, without the yacht. */
    record Item(
            @NotBlank(message = "is required: 1 to 500 characters") @Size(max = 500)
            String title,

            @NotBlank(message = "is required") String text,
            @Nullable Map<String, Object> metadata) {}
}
