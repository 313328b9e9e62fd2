package io.celesteos.search.query;

import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/search}. */
@RestController
@Tag(name = "Search", description = "BM25 and vectors over a yacht's documents and records, fused")
class SearchEndpoint {

    private final SearchPipeline pipeline;

    SearchEndpoint(SearchPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @PostMapping(
            path = "/api/v1/search",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Search one yacht",
            description = "Best hit first. What the answer lacks is named in search_metadata.degraded, words that "
                    + "were mended in search_metadata.corrected. search_metadata.next_page_token, sent as "
                    + "page_token with the same search, gives what follows; 409 when that order is gone.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "fault code", value = FAULT_CODE),
                                                @ExampleObject(name = "filtered", value = FILTERED),
                                                @ExampleObject(name = "latest, counted", value = LATEST)
                                            })))
    SearchResponse search(@Valid @RequestBody SearchRequest request) {
        return pipeline.search(request);
    }

    private static final String FAULT_CODE = """
            {"query": "SPN 4364 FMI 18", "yacht_id": "00000000-0000-4000-8000-000000000001", "top_k": 5}""";
    private static final String LATEST = """
            {"query": "last fault on generator 2", "yacht_id": "00000000-0000-4000-8000-000000000001",
             "top_k": 3, "facets": ["equipment_type", "system"]}""";
    private static final String FILTERED = """
            {"query": "why does the stabiliser fin seal leak?", "yacht_id": "00000000-0000-4000-8000-000000000001",
             "search_type": "hybrid", "top_k": 10, "explain": true,
             "filters": {"document_type": ["manual", "procedure"],
                         "date_range": {"start": "2023-01-01", "end": "2025-12-31"}}}""";
}
