package io.celesteos.search.workflow;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.workflow.RunReport.RunList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs of workflows. */
@RestController
@RequestMapping(path = "/api/v1/workflows")
@Tag(name = "Workflows", description = "Work in several steps, done in the background and kept in the database")
class WorkflowEndpoint {

    private static final String DEMO_YACHT = "00000000-0000-4000-8000-000000000001";

    private final WorkflowPipeline pipeline;
    private final RunStream stream;

    WorkflowEndpoint(WorkflowPipeline pipeline, RunStream stream) {
        this.pipeline = pipeline;
        this.stream = stream;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What can be run, and what each asks for")
    WorkflowList workflows() {
        return pipeline.workflows();
    }

    @PostMapping(
            path = "/{name}/runs",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Queue a run",
            description = "The same Idempotency-Key with the same body is answered with the run it began.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE))))
    RunReport start(
            @Parameter(example = "ingest") @PathVariable String name,
            @Valid @RequestBody RunRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return pipeline.start(name, request, key);
    }

    @GetMapping(path = "/runs", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A yacht's runs, the newest first, without results")
    RunList runs(
            @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return pipeline.runs(new YachtId(yachtId), status(status), limit);
    }

    @GetMapping(path = "/runs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A run with its steps and their results")
    RunReport run(@PathVariable UUID id, @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        return pipeline.run(new YachtId(yachtId), id);
    }

    @GetMapping(path = "/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "A run as it goes on",
            description = "An event step for each step at the beginning and whenever its state changes, progress as it "
                    + "gets on, and complete with the run's report last.")
    void events(
            @PathVariable UUID id,
            @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId,
            HttpServletResponse response) {
        YachtId yacht = new YachtId(yachtId);
        stream.write(pipeline.run(yacht, id), yacht, response);
    }

    @PostMapping(path = "/runs/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "End a run", description = "It ends within seconds; one that has ended already is a 409.")
    RunReport cancel(@PathVariable UUID id, @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        return pipeline.cancel(new YachtId(yachtId), id);
    }

    private static @Nullable RunStatus status(@Nullable String written) {
        return written == null
                ? null
                : Arrays.stream(RunStatus.values())
                        .filter(each -> each.wire().equals(written.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalidField(
                                "status", "must be one of queued, running, succeeded, failed, cancelled"));
    }

    private static final String EXAMPLE = """
            {"yacht_id": "00000000-0000-4000-8000-000000000001",
             "input": {"documents": [{"title": "Capstan", "text": "Rinse the capstan with fresh water after use."}]}}""";
}
