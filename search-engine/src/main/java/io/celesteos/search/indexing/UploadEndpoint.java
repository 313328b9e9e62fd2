package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Documents as files. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Documents", description = "What can be found: stored at once, embedded in the background")
class UploadEndpoint {

    private final UploadPipeline pipeline;

    UploadEndpoint(UploadPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @PostMapping(path = "/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Store files",
            description = "PDF, DOCX, XLSX, CSV, HTML, Markdown, plain text and EML, told by their content, 50 MiB a "
                    + "request. They are read in the background: the job tells what became of each. The ids come in "
                    + "the order of the files; the same content twice is one document. metadata is a JSON object.")
    DocumentsAccepted upload(
            @RequestParam("yacht_id") List<UUID> yachtIds,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String metadata,
            MultipartHttpServletRequest request) {
        // One may stand in the address and one in the form; whoever checked the first has not seen the second.
        if (yachtIds.stream().distinct().count() != 1) {
            throw ProblemException.invalidField("yacht_id", "must name one yacht");
        }
        List<MultipartFile> files = request.getMultiFileMap().values().stream()
                .flatMap(Collection::stream)
                .toList();
        return pipeline.accept(new YachtId(yachtIds.getFirst()), files, title, metadata);
    }
}
