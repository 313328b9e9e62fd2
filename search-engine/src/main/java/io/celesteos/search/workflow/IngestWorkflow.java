package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.indexing.DocumentIntake;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Text documents in, or files that are uploaded already, until they are found by meaning too. Documents are named by
 * their content, so storing them again stores nothing.
 */
@Component
final class IngestWorkflow implements Workflow {

    static final String STORE = "store";
    static final String EMBED = "embed";

    private static final int MOST = 100;

    private final DocumentIntake intake;
    private final InputReader reader;
    private final JobWait embed;

    IngestWorkflow(DocumentIntake intake, InputReader reader) {
        this.intake = intake;
        this.reader = reader;
        this.embed = new JobWait(EMBED, STORE, intake);
    }

    /**
     * One of the two.
     *
     * @param documents 1 to 100 of them
     * @param jobId of an upload
     */
    record Input(
            @Nullable @Size(min = 1, max = MOST) List<@NotNull @Valid Item> documents,
            @JsonProperty("job_id") @Nullable UUID jobId) {}

    /** As {@code POST /api/v1/documents} takes it. */
    record Item(
            @NotBlank(message = "is required: 1 to 500 characters") @Size(max = 500)
            String title,

            @NotBlank(message = "is required") String text,
            @Nullable Map<String, Object> metadata) {}

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String summary() {
        return "Stores documents, or takes up an upload's job, and waits until all of it can be found.";
    }

    @Override
    public Map<String, String> input() {
        return Map.of(
                "documents", "1 to 100 of {title, text, metadata}, as POST /api/v1/documents takes them",
                "job_id", "instead of documents: the job of an upload");
    }

    @Override
    public void check(YachtId yacht, JsonNode input) {
        reader.atMost(input, "documents", MOST);
        Input read = reader.read(input, Input.class);
        if ((read.documents() == null) == (read.jobId() == null)) {
            throw ProblemException.invalidField("input", "must have either documents or job_id");
        }
        if (read.documents() != null) {
            List<DocumentSubmission> documents = submissions(yacht, read.documents());
            reader.within(() -> {
                intake.check(yacht, documents);
                return true;
            });
        } else if (read.jobId() != null) {
            intake.job(yacht, read.jobId());
        }
    }

    @Override
    public List<Step> steps(JsonNode input) {
        return List.of(new Store(), embed);
    }

    private static List<DocumentSubmission> submissions(YachtId yacht, List<Item> items) {
        return items.stream()
                .map(each -> new DocumentSubmission(yacht, each.title(), each.text(), each.metadata()))
                .toList();
    }

    @Override
    public JsonNode result(StepContext context) {
        return context.result(EMBED);
    }

    private final class Store implements Step {

        @Override
        public String name() {
            return STORE;
        }

        @Override
        public StepOutcome run(StepContext context) {
            Input read = context.input(Input.class);
            if (read.jobId() != null) {
                return new Done(context.tree(Map.of("job_id", read.jobId())));
            }
            List<Item> items = read.documents() == null ? List.of() : read.documents();
            DocumentsAccepted accepted = intake.accept(context.yacht(), submissions(context.yacht(), items));
            return new Done(context.tree(accepted));
        }
    }
}
