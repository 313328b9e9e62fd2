package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A yacht's index, looked at and built anew. */
@RestController
@RequestMapping(path = "/api/v1/documents/index", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Documents", description = "What can be found: stored at once, embedded in the background")
class ReindexEndpoint {

    private static final String DEMO_YACHT = "00000000-0000-4000-8000-000000000001";

    private final ReindexPipeline pipeline;

    ReindexEndpoint(ReindexPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GetMapping
    @Operation(
            summary = "How a yacht's index is",
            description = "Of the instance that answers; rebuild is the last one that was asked for.")
    IndexReport report(@Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        return pipeline.report(new YachtId(yachtId));
    }

    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Build a yacht's index anew",
            description = "Everything is read from the database into another index beside the serving one, which goes "
                    + "on answering; then the new one takes its place in one step. One at a time: 409 while one is under "
                    + "way. 503 while the index is still loading.")
    IndexReport rebuild(@Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        return pipeline.begin(new YachtId(yachtId));
    }
}
