package io.celesteos.search.workflow;

import io.celesteos.contracts.search.JobReport;
import io.celesteos.search.indexing.DocumentIntake;
import io.celesteos.search.workflow.Workflow.Again;
import io.celesteos.search.workflow.Workflow.Done;
import io.celesteos.search.workflow.Workflow.Step;
import io.celesteos.search.workflow.Workflow.StepOutcome;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Waits for the job that an earlier step began. */
final class JobWait implements Step {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String name;
    private final String begunBy;
    private final DocumentIntake intake;

    /** @param begunBy the step whose result has {@code job_id} */
    JobWait(String name, String begunBy, DocumentIntake intake) {
        this.name = name;
        this.begunBy = begunBy;
        this.intake = intake;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StepOutcome run(StepContext context) {
        JsonNode begun = context.result(begunBy);
        UUID id = UUID.fromString(begun.path("job_id").asString());
        JobReport job = intake.job(context.yacht(), id);
        switch (job.status()) {
            case SUCCEEDED -> {
                ObjectNode result = context.object();
                result.setAll((ObjectNode) begun);
                result.set("job", context.tree(job));
                return new Done(result);
            }
            case FAILED -> throw new StepFailure("job_failed", "Job " + id + " failed: " + job.error());
            case CANCELLED -> throw new StepFailure("job_cancelled", "Job " + id + " was cancelled.");
            case QUEUED, RUNNING -> {
                context.progress(
                        StepProgress.of(job.progress().done(), job.progress().total(), "parts")
                                .noting(job.progress().stage()));
                return new Again(LOOK);
            }
        }
        throw new IllegalStateException("a job is " + job.status());
    }
}
