package io.celesteos.embedding.jina;

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
 * Body of {@code POST /v1/rerank}.
 *
 * @param model name or alias; null takes the configured default
 * @param documents 1 to 100 texts, or objects with a {@code text}
 * @param topN default all
 * @param returnDocuments whether each result carries its text; default true, as Jina's does
 */
record JinaRerankRequest(
        @Nullable String model,
        @QueryText String query,

        @ArraySchema(schema = @Schema(type = "string"))
        @NotEmpty(message = "is required: 1 to 100 documents")
        @NoneEmpty(message = Passage.FORMS)
        List<Passage> documents,

        @JsonProperty("top_n") @Nullable @Min(1) Integer topN,
        @JsonProperty("return_documents") @Nullable Boolean returnDocuments) {}
