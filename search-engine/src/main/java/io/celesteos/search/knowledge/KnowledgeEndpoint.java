package io.celesteos.search.knowledge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.knowledge.KnowledgeRequest;
import io.celesteos.contracts.knowledge.KnowledgeResponse;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.knowledge.KnowledgeStats;
import io.celesteos.contracts.knowledge.ReloadAccepted;
import io.celesteos.contracts.knowledge.ReloadReport;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The knowledge base over HTTP. The yacht is in the body or in the address, as the gateway writes it into both. */
@RestController
@RequestMapping(path = "/rag", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Knowledge base", description = "Markdown files for all yachts, and each yacht's own")
class KnowledgeEndpoint {

    private static final String REMAINING = "X-RateLimit-Remaining";

    private final KnowledgePipeline pipeline;
    private final KnowledgeDesk desk;

    KnowledgeEndpoint(KnowledgePipeline pipeline, KnowledgeDesk desk) {
        this.pipeline = pipeline;
        this.desk = desk;
    }

    /** Body of a reload; all of it may be left out. */
    record ReloadRequest(@JsonProperty("yacht_id") @Nullable YachtId yachtId) {}

    @PostMapping(path = "/query", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Ask the knowledge base",
            description =
                    "Best piece first, from the shared files and, with yacht_id, that yacht's own. What the answer "
                            + "lacks is named in degraded. 503 with Retry-After until the files are read for the first time, "
                            + "429 with Retry-After for too many questions.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "question", value = QUESTION),
                                                @ExampleObject(name = "filtered", value = FILTERED)
                                            })))
    ResponseEntity<KnowledgeResponse> query(
            @Valid @RequestBody KnowledgeRequest request,
            @RequestParam(name = "yacht_id", required = false) @Nullable List<UUID> inAddress) {
        YachtId yacht = yacht(inAddress, request.yachtId());
        KnowledgePipeline.Answered answered = pipeline.query(
                new KnowledgeRequest(request.query(), yacht, request.collection(), request.topK(), request.filters()));
        return ResponseEntity.ok()
                .header(REMAINING, Integer.toString(answered.remaining()))
                .body(answered.response());
    }

    @GetMapping("/stats")
    @Operation(
            summary = "What there is",
            description = "Counts, sources and topics of what the caller may ask, and which files could not be read. "
                    + "Without yacht_id: the shared files, and what lies in the folder and belongs to nobody.")
    KnowledgeStats stats(
            @RequestParam(name = "yacht_id", required = false) @Nullable List<UUID> inAddress,
            @RequestParam(defaultValue = KnowledgeShelf.DEFAULT_COLLECTION) String collection) {
        YachtId yacht = yacht(inAddress, null);
        pipeline.admit(yacht);
        return desk.stats(yacht, checked(collection));
    }

    @PostMapping("/reload")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Read the files again",
            description = "Changed files are picked up by themselves within seconds; this reads every file, changed or "
                    + "not. What was read before is served until it is done.")
    ReloadAccepted reload(
            @RequestBody(required = false) @Nullable ReloadRequest request,
            @RequestParam(name = "yacht_id", required = false) @Nullable List<UUID> inAddress) {
        YachtId yacht = yacht(inAddress, request == null ? null : request.yachtId());
        pipeline.admit(yacht);
        return desk.reload(yacht);
    }

    @GetMapping("/reload/{job_id}")
    @Operation(summary = "How far a reload is")
    ReloadReport reload(
            @PathVariable("job_id") UUID id,
            @RequestParam(name = "yacht_id", required = false) @Nullable List<UUID> inAddress) {
        YachtId yacht = yacht(inAddress, null);
        pipeline.admit(yacht);
        return desk.report(id, yacht);
    }

    /** Whoever checked one of them has not seen the others: they must all say the same. */
    private static @Nullable YachtId yacht(@Nullable List<UUID> inAddress, @Nullable YachtId inBody) {
        List<YachtId> named = new ArrayList<>();
        if (inAddress != null) {
            inAddress.stream().map(YachtId::new).forEach(named::add);
        }
        if (inBody != null) {
            named.add(inBody);
        }
        if (named.stream().distinct().count() > 1) {
            throw ProblemException.invalidField("yacht_id", "must name one yacht");
        }
        return named.isEmpty() ? null : named.getFirst();
    }

    private static String checked(String collection) {
        try {
            return KnowledgeShelf.shared(collection).collection();
        } catch (IllegalArgumentException noName) {
            throw ProblemException.invalidField("collection", "must be 1 to 40 lower-case letters, digits, - and _");
        }
    }

    private static final String QUESTION = """
            {"query": "what does FMI 3 mean?", "top_k": 3}""";
    private static final String FILTERED = """
            {"query": "entering a tank", "yacht_id": "00000000-0000-4000-8000-000000000001", "top_k": 5,
             "filters": {"topic": "safety"}}""";
}
