package io.celesteos.search.indexing;

import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Documents as text. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Documents", description = "What can be found: stored at once, embedded in the background")
class IndexingEndpoint {

    private static final String DEMO_YACHT = "00000000-0000-4000-8000-000000000001";

    private final IndexingPipeline pipeline;

    IndexingEndpoint(IndexingPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @PostMapping(path = "/documents", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Store a document",
            description = "Its text is searchable as soon as it is stored; its vectors follow. The same content twice "
                    + "is one document.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(Examples.DOCUMENT))))
    DocumentsAccepted submit(@Valid @RequestBody DocumentSubmission submission) {
        return pipeline.accept(submission);
    }

    @PostMapping(path = "/documents/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Store up to 100 documents",
            description = "All of them or, when one is wrong, none. The ids come in the order of the documents.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(Examples.BATCH))))
    DocumentsAccepted submitBatch(@Valid @RequestBody DocumentBatch batch) {
        return pipeline.accept(batch);
    }

    @GetMapping("/documents")
    @Operation(summary = "List a yacht's documents by title")
    DocumentList list(
            @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset) {
        return pipeline.list(new YachtId(yachtId), limit, offset);
    }

    @DeleteMapping("/documents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a document with its chunks and vectors")
    void delete(@PathVariable UUID id, @Parameter(example = DEMO_YACHT) @RequestParam("yacht_id") UUID yachtId) {
        pipeline.delete(new YachtId(yachtId), id);
    }

    /** Bodies that work as they are. */
    private static final class Examples {
        static final String DOCUMENT = """
                {"yacht_id": "00000000-0000-4000-8000-000000000001",
                 "title": "Bow thruster greasing",
                 "text": "## Grease points\\nGrease the bow thruster gear leg every 250 hours with EP2, four strokes.",
                 "metadata": {"document_type": "procedure", "equipment_type": ["bow_thruster"], "date": "2025-03-01"}}""";
        static final String BATCH = """
                {"yacht_id": "00000000-0000-4000-8000-000000000001",
                 "documents": [
                   {"title": "Windlass brake", "text": "Adjust the windlass brake lining when the lever passes the mark."},
                   {"title": "Capstan", "text": "Rinse the capstan with fresh water after each use.",
                    "metadata": {"system": "deck"}}]}""";

        private Examples() {}
    }
}
