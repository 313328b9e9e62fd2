package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.ExtractBatchRequest;
import io.celesteos.contracts.nlp.ExtractBatchResponse;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/extract} and {@code POST /api/v1/extract/batch}. */
@RestController
@RequestMapping(path = "/api/v1/extract", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Extraction", description = "Equipment, fault codes, parts, places, dates and intent of a text")
class ExtractEndpoint {

    private static final int MOST_TEXTS = 100;

    private final ExtractionDesk desk;

    ExtractEndpoint(ExtractionDesk desk) {
        this.desk = desk;
    }

    @Operation(
            summary = "Read one text",
            description =
                    "Offsets count UTF-16 units of the text as sent. Only the kinds asked for are present. With debug"
                            + " the readings that lost their place to others come too, each with the reason. Where"
                            + " mentions are all that is asked for, no rule is run: the intent is search with"
                            + " confidence 0.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "fault code", value = """
                                                                {"text": "Gen 2 SPN 4364 FMI 2 overheating",
                                                                 "extract": ["equipment", "fault_codes", "parts", "locations"]}"""),
                                                @ExampleObject(name = "with the demo yacht's own words", value = """
                                                                {"text": "Stabiliser B leaking in the lazarette since yesterday",
                                                                 "yacht_id": "00000000-0000-4000-8000-000000000001",
                                                                 "reference_time": "2025-06-20T08:00:00Z"}""")
                                            })))
    @ApiResponse(responseCode = "200", description = "Entities and intent")
    @ApiResponse(responseCode = "400", description = "A field is missing or wrong; the problem names it")
    @ApiResponse(responseCode = "503", description = "Too many texts at once; come back after Retry-After")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ExtractResponse extract(@Valid @RequestBody ExtractRequest request) throws Exception {
        return desk.extract(request);
    }

    @Operation(
            summary = "Read up to 100 texts",
            description = "One answer a text, in the same order; the yacht's words are fetched once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(examples = @ExampleObject(name = "two texts", value = """
                                                                    {"texts": ["stbd main engine E361", "order two 1R-0726 filters"],
                                                                     "extract": ["equipment", "fault_codes", "parts"]}"""))))
    @ApiResponse(responseCode = "200", description = "One result a text")
    @ApiResponse(responseCode = "413", description = "More than 100 texts")
    @PostMapping(path = "/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    ExtractBatchResponse extractBatch(@Valid @RequestBody ExtractBatchRequest request) throws Exception {
        if (request.texts().size() > MOST_TEXTS) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_TEXTS,
                    "Send at most " + MOST_TEXTS + " texts in one request, not "
                            + request.texts().size() + ".");
        }
        return desk.extract(request);
    }
}
