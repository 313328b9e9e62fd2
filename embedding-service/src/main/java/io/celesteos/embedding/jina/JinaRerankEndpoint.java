package io.celesteos.embedding.jina;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.dialect.Passage;
import io.celesteos.embedding.dialect.RankCommand;
import io.celesteos.embedding.dialect.Reranking;
import io.celesteos.embedding.dialect.Reranking.Ranked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/rerank}, Jina's dialect of {@code /api/v1/rerank}. */
@RestController
@Tag(name = "rerank")
class JinaRerankEndpoint {

    private final Reranking reranking;

    JinaRerankEndpoint(Reranking reranking) {
        this.reranking = reranking;
    }

    @Operation(
            summary = "Rank as Jina's clients ask for it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(value = """
                                    {"model": "bge-small-en-v1.5", "query": "generator overheating", "top_n": 2,
                                     "documents": ["Check the raw water pump impeller when the generator runs hot.",
                                                   {"text": "The anchor windlass brake lining is 6 mm thick."}]}
                                    """))))
    @PostMapping(
            path = "/v1/rerank",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    JinaRerankResponse rerank(@Valid @RequestBody JinaRerankRequest request) {
        RankCommand command = new RankCommand(
                "documents",
                request.query(),
                Passage.texts(request.documents()),
                request.model(),
                request.topN(),
                new RankCommand.AsTheScorerDoes());
        Ranked ranked = reranking.rank(command);
        return JinaRerankResponse.of(
                ranked,
                Boolean.FALSE.equals(request.returnDocuments()) ? null : request.documents(),
                reranking.tokens(command),
                RequestContext.current().requestId());
    }
}
