package io.celesteos.embedding.tei;

import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.dialect.DialectTexts;
import io.celesteos.embedding.dialect.VectorWidth;
import io.celesteos.embedding.embed.EmbedCommand;
import io.celesteos.embedding.embed.EmbeddingPipeline;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.tokenize.WellFormedText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /embed}, text-embeddings-inference's dialect of {@code /api/v1/embed}. */
@RestController
@Tag(name = "embeddings")
class TeiEmbedEndpoint {

    private static final String FIELD = "inputs";

    private final EmbeddingPipeline pipeline;
    private final DialectTexts dialectTexts;
    private final ModelCatalog catalog;

    TeiEmbedEndpoint(EmbeddingPipeline pipeline, DialectTexts dialectTexts, ModelCatalog catalog) {
        this.pipeline = pipeline;
        this.dialectTexts = dialectTexts;
        this.catalog = catalog;
    }

    @Operation(
            summary = "Embed as clients of text-embeddings-inference ask for it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "one text", value = """
                                                        {"inputs": "CAT 3512 overheating"}
                                                        """),
                                                @ExampleObject(name = "queries, cut", value = """
                                                        {"inputs": ["why does it overheat", "where is the impeller"],
                                                         "prompt_name": "query", "truncate": true,
                                                         "truncation_direction": "left"}
                                                        """)
                                            })))
    @PostMapping(
            path = "/embed",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    List<float[]> embed(@RequestBody TeiEmbedRequest request) {
        VectorWidth.requireAllowed(catalog, request.model(), request.dimensions());
        InputType role =
                request.promptName() == null ? null : request.promptName().role();
        boolean truncate = Objects.requireNonNullElse(request.truncate(), false);
        List<String> texts = dialectTexts.read(FIELD, request.inputs(), request.model());
        if (truncate && request.truncationDirection() == TruncationDirection.LEFT) {
            texts = ends(texts, catalog.require(request.model()), role);
        }
        return pipeline.embed(new EmbedCommand(
                        FIELD,
                        texts,
                        request.model(),
                        role,
                        Objects.requireNonNullElse(request.normalize(), true),
                        truncate))
                .vectors();
    }

    private static List<String> ends(List<String> texts, LoadedModel model, @Nullable InputType role) {
        WellFormedText.require(FIELD, texts);
        return texts.stream().map(text -> end(text, model, role)).toList();
    }

    private static String end(String text, LoadedModel model, @Nullable InputType role) {
        if (RequestContext.current().deadline().passed()) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "The texts were not cut in time; send fewer or shorter ones.");
        }
        // A character is at most four tokens, the bytes of its UTF-8; the prompt takes the rest.
        int surelyFits = Math.max(1, model.artifact().maxTokens() / 8);
        return TextEnds.longest(text, surelyFits, end -> {
            String read = role == null ? end : model.artifact().prompts().apply(role, end);
            return !model.tokenizer().tokenize(read).truncated();
        });
    }
}
