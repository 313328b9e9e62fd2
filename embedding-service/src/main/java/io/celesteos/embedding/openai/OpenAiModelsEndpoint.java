package io.celesteos.embedding.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.embedding.model.ModelCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/models}, OpenAI's dialect of {@code /api/v1/models}. */
@RestController
@Tag(name = "models")
class OpenAiModelsEndpoint {

    /** OpenAI's answer wants a time; when this instance began to offer the model is the one there is. */
    private final long since;

    private final ModelCatalog catalog;

    OpenAiModelsEndpoint(ModelCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.since = clock.instant().getEpochSecond();
    }

    @Operation(summary = "The loaded models as OpenAI's clients list them")
    @GetMapping(path = "/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
    Models models() {
        return new Models(
                "list",
                catalog.serving().stream().map(info -> describe(info.name())).toList());
    }

    /** Also answers when it is still being loaded: it is there. */
    @Operation(summary = "One model by name or alias")
    @GetMapping(path = "/v1/models/{model}", produces = MediaType.APPLICATION_JSON_VALUE)
    Model model(@PathVariable("model") @Parameter(example = "bge-small-en-v1.5") String name) {
        return catalog.serving().stream()
                .filter(info -> answersTo(info, name))
                .findFirst()
                .map(info -> describe(info.name()))
                .orElseGet(() -> describe(catalog.require(name).name()));
    }

    private static boolean answersTo(ModelInfo info, String name) {
        return info.name().equalsIgnoreCase(name) || info.aliases().stream().anyMatch(name::equalsIgnoreCase);
    }

    private Model describe(String name) {
        return new Model(name, "model", since, "celeste");
    }

    /** {@code object} is always {@code list}. */
    record Models(String object, List<Model> data) {}

    /** {@code object} is always {@code model}. */
    record Model(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy) {}
}
