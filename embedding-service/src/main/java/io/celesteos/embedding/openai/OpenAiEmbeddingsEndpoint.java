package io.celesteos.embedding.openai;

import io.celesteos.contracts.embedding.InputType;
import io.celesteos.embedding.dialect.DialectTexts;
import io.celesteos.embedding.dialect.VectorWidth;
import io.celesteos.embedding.embed.EmbedCommand;
import io.celesteos.embedding.embed.EmbedOutcome;
import io.celesteos.embedding.embed.EmbeddingPipeline;
import io.celesteos.embedding.model.ModelCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/embeddings}, OpenAI's dialect of {@code /api/v1/embed}. */
@RestController
@Tag(name = "embeddings")
class OpenAiEmbeddingsEndpoint {

    private final EmbeddingPipeline pipeline;
    private final DialectTexts texts;
    private final ModelCatalog catalog;

    OpenAiEmbeddingsEndpoint(EmbeddingPipeline pipeline, DialectTexts texts, ModelCatalog catalog) {
        this.pipeline = pipeline;
        this.texts = texts;
        this.catalog = catalog;
    }

    @Operation(
            summary = "Embed as OpenAI's clients ask for it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "one text", value = """
                                                                {"model": "bge-small-en-v1.5", "input": "CAT 3512 overheating"}
                                                                """),
                                                @ExampleObject(name = "base64", value = """
                                                                {"model": "minilm", "encoding_format": "base64",
                                                                 "input": ["CAT 3512 overheating", "Port generator fault E047"]}
                                                                """),
                                                @ExampleObject(name = "token ids", value = """
                                                                {"model": "bge-small-en-v1.5", "input": [[9587, 15889], [27390, 10230]]}
                                                                """)
                                            })))
    @PostMapping(
            path = "/v1/embeddings",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    OpenAiEmbeddingsResponse embeddings(@RequestBody OpenAiEmbeddingsRequest request) {
        VectorWidth.requireAllowed(catalog, request.model(), request.dimensions());
        EmbedOutcome outcome = pipeline.embed(new EmbedCommand(
                "input",
                texts.read("input", request.input(), request.model()),
                request.model(),
                Objects.requireNonNullElse(request.inputType(), InputType.PASSAGE),
                true,
                true));
        EncodingFormat format = Objects.requireNonNullElse(request.encodingFormat(), EncodingFormat.FLOAT);
        List<float[]> vectors = outcome.vectors();
        return new OpenAiEmbeddingsResponse(
                "list",
                IntStream.range(0, vectors.size())
                        .mapToObj(i -> new OpenAiEmbeddingsResponse.Item("embedding", i, format.write(vectors.get(i))))
                        .toList(),
                outcome.model(),
                new OpenAiEmbeddingsResponse.Usage(outcome.tokens(), outcome.tokens()));
    }
}
