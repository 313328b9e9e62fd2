package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON body of {@code POST /api/v1/documents}.
 *
 * @param text Markdown or plain text
 * @param metadata string or list-of-string values; the keys of {@link SearchFilters} can be filtered by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentSubmission(
        @JsonProperty("yacht_id") @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @NotBlank(message = "is required: 1 to 500 characters") @Size(max = 500)
        String title,

        @NotBlank(message = "is required") String text,
        @Nullable Map<String, Object> metadata) {}
