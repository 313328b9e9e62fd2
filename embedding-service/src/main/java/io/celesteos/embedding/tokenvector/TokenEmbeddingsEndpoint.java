package io.celesteos.embedding.tokenvector;

import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/token-embeddings}. */
@RestController
@Tag(name = "embeddings")
class TokenEmbeddingsEndpoint {

    static final String PATH = "/api/v1/token-embeddings";

    private final TokenVectorPipeline pipeline;

    TokenEmbeddingsEndpoint(TokenVectorPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Operation(
            summary = "One vector a token for 1 to 100 texts, to be stored for late interaction",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "all tokens, float", value = """
                                                                {"texts": ["CAT 3512 overheating"]}
                                                                """),
                                                @ExampleObject(name = "small, to be stored", value = """
                                                                {"texts": ["Check the raw water pump impeller when the generator runs hot."],
                                                                 "drop_stop_words": true, "pool": 2, "encoding": "int8"}
                                                                """)
                                            })))
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    TokenEmbeddingsResponse embed(@Valid @RequestBody TokenEmbeddingsRequest request) {
        return pipeline.embed(new TokenVectorCommand(
                request.texts(),
                request.model(),
                request.inputType(),
                new Compression(
                        Objects.requireNonNullElse(request.dropStopWords(), false),
                        Objects.requireNonNullElse(request.pool(), 1),
                        request.dimensions()),
                Objects.requireNonNullElse(request.encoding(), TokenEncoding.FLOAT)));
    }
}
