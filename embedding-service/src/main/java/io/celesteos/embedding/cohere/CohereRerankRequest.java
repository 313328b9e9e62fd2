package io.celesteos.embedding.cohere;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.validation.NoneEmpty;
import io.celesteos.contracts.validation.QueryText;
import io.celesteos.embedding.dialect.Passage;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v2/rerank}.
 *
 * @param model name or alias; null takes the configured default, which Cohere's own service does not allow
 * @param documents 1 to 100; objects with a {@code text}, which version 1 had, are read too
 * @param topN default all
 * @param maxTokensPerDoc of a document that are read; default what the scorer is set up to
 */
record CohereRerankRequest(
        @Nullable String model,
        @QueryText String query,

        @ArraySchema(schema = @Schema(type = "string"))
        @NotEmpty(message = "is required: 1 to 100 documents")
        @NoneEmpty(message = Passage.FORMS)
        List<Passage> documents,

        @JsonProperty("top_n") @Nullable @Min(1) Integer topN,

        @JsonProperty("max_tokens_per_doc") @Nullable @Min(1)
        Integer maxTokensPerDoc) {}
