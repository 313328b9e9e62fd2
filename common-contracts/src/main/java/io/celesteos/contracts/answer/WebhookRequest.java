package io.celesteos.contracts.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /webhook/search}.
 *
 * @param yachtSignature the yacht's credential, unless it comes as {@code X-Yacht-Signature}
 * @param yachtId may be left out; another than the credential's is refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookRequest(
        @QueryText String query,

        @JsonProperty("yacht_signature") @Nullable @Size(max = 512)
        String yachtSignature,

        @JsonProperty("user_id") @Nullable @Size(max = 200) String userId,
        @JsonProperty("yacht_id") @Nullable YachtId yachtId,
        @JsonProperty("top_k") @Nullable @Min(1) @Max(100) Integer topK,
        @Nullable @Valid SearchFilters filters) {}
