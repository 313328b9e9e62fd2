package io.celesteos.embedding.tei;

import io.celesteos.embedding.dialect.RankCommand;
import io.celesteos.embedding.dialect.Reranking;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /rerank}, text-embeddings-inference's dialect of {@code /api/v1/rerank}. */
@RestController
@Tag(name = "rerank")
class TeiRerankEndpoint {

    private final Reranking reranking;

    TeiRerankEndpoint(Reranking reranking) {
        this.reranking = reranking;
    }

    @Operation(
            summary = "Rank as clients of text-embeddings-inference ask for it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(value = """
                                    {"query": "generator overheating", "return_text": true,
                                     "texts": ["Check the raw water pump impeller when the generator runs hot.",
                                               "The anchor windlass brake lining is 6 mm thick."]}
                                    """))))
    @PostMapping(
            path = "/rerank",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    List<TeiRank> rerank(@Valid @RequestBody TeiRerankRequest request) {
        boolean truncate = Boolean.TRUE.equals(request.truncate());
        boolean raw = Boolean.TRUE.equals(request.rawScores());
        boolean withText = Boolean.TRUE.equals(request.returnText());
        return reranking
                .rank(new RankCommand(
                        "texts",
                        request.query(),
                        request.texts(),
                        request.model(),
                        null,
                        truncate ? new RankCommand.AsTheScorerDoes() : new RankCommand.Refused()))
                .results()
                .stream()
                .map(scored -> new TeiRank(
                        scored.index(),
                        raw ? TeiRank.logOdds(scored.score()) : scored.score(),
                        withText ? request.texts().get(scored.index()) : null))
                .toList();
    }
}
