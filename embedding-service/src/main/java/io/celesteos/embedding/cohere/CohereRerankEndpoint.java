package io.celesteos.embedding.cohere;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.dialect.Passage;
import io.celesteos.embedding.dialect.RankCommand;
import io.celesteos.embedding.dialect.Reranking;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v2/rerank}, Cohere's dialect of {@code /api/v1/rerank}. */
@RestController
@Tag(name = "rerank")
class CohereRerankEndpoint {

    private final Reranking reranking;

    CohereRerankEndpoint(Reranking reranking) {
        this.reranking = reranking;
    }

    @Operation(
            summary = "Rank as Cohere's clients ask for it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(value = """
                                    {"model": "bge-small-en-v1.5", "query": "generator overheating", "top_n": 2,
                                     "documents": ["Check the raw water pump impeller when the generator runs hot.",
                                                   "The anchor windlass brake lining is 6 mm thick."]}
                                    """))))
    @PostMapping(
            path = "/v2/rerank",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    CohereRerankResponse rerank(@Valid @RequestBody CohereRerankRequest request) {
        Integer maxTokens = request.maxTokensPerDoc();
        return CohereRerankResponse.of(
                reranking.rank(new RankCommand(
                        "documents",
                        request.query(),
                        Passage.texts(request.documents()),
                        request.model(),
                        request.topN(),
                        maxTokens == null ? new RankCommand.AsTheScorerDoes() : new RankCommand.CutAt(maxTokens))),
                RequestContext.current().requestId());
    }
}
