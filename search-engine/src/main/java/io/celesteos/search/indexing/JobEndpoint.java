package io.celesteos.search.indexing;

import io.celesteos.contracts.search.JobList;
import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The jobs that follow documents. */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Jobs", description = "How far documents are: read, stored, embedded")
class JobEndpoint {

    private static final String DEMO_YACHT = "00000000-0000-4000-8000-000000000001";

    private final JobPipeline pipeline;

    JobEndpoint(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List a yacht's jobs", description = "Newest first, without their files.")
    JobList list(
            @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return pipeline.list(new YachtId(yachtId), status, limit);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "How far a job is")
    JobReport job(@PathVariable UUID id, @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        return pipeline.job(new YachtId(yachtId), id);
    }

    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Cancel a job",
            description = "Files that are not stored yet will not be, and the one being read is left; those that are "
                    + "stored stay and still get their vectors. 409 when the job is at its end.")
    JobReport cancel(@PathVariable UUID id, @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        return pipeline.cancel(new YachtId(yachtId), id);
    }

    @GetMapping(
            path = "/{id}/events",
            produces = {MediaType.TEXT_EVENT_STREAM_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    @Operation(
            summary = "Follow a job",
            description = "Server-sent events: progress with the job whenever it got on, complete at its end.")
    ResponseEntity<SseEmitter> events(
            @PathVariable UUID id, @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .body(pipeline.events(new YachtId(yachtId), id));
    }
}
