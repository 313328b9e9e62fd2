package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/extract}.
 *
 * @param text 1 to 20,000 characters
 * @param extract null asks for every kind
 * @param yachtId adds the yacht's equipment, parts, zones and time zone
 * @param referenceTime what "yesterday" is counted from; default now
 * @param debug true asks for the readings that lost their place to others as well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtractRequest(
        @NotBlank(message = "is required: 1 to 20000 characters")
        @Size(max = 20_000, message = "is too long: at most 20000 characters are allowed")
        String text,

        @Nullable Set<EntityKind> extract,
        @JsonProperty("yacht_id") @Nullable YachtId yachtId,
        @JsonProperty("reference_time") @Nullable Instant referenceTime,
        @JsonProperty("time_zone") @Nullable ZoneId timeZone,
        @Nullable Boolean debug) {

    /** Every kind, with the yacht's context. */
    public static ExtractRequest of(String text, YachtId yachtId) {
        return new ExtractRequest(text, null, yachtId, null, null, null);
    }
}
