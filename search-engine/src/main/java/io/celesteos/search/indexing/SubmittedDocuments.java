package io.celesteos.search.indexing;

import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What comes from other features goes the way of what comes over HTTP. */
@Component
final class SubmittedDocuments implements DocumentIntake {

    private final IndexingPipeline pipeline;
    private final JobPipeline jobs;

    SubmittedDocuments(IndexingPipeline pipeline, JobPipeline jobs) {
        this.pipeline = pipeline;
        this.jobs = jobs;
    }

    @Override
    public void check(YachtId yacht, List<DocumentSubmission> documents) {
        pipeline.prepared(batch(yacht, documents));
    }

    @Override
    public DocumentsAccepted accept(YachtId yacht, List<DocumentSubmission> documents) {
        return pipeline.accept(batch(yacht, documents));
    }

    @Override
    public JobReport job(YachtId yacht, UUID job) {
        return jobs.job(yacht, job);
    }

    private static DocumentBatch batch(YachtId yacht, List<DocumentSubmission> documents) {
        return new DocumentBatch(
                yacht,
                documents.stream()
                        .<DocumentBatch.@Nullable Item>map(
                                each -> new DocumentBatch.Item(each.title(), each.text(), each.metadata()))
                        .toList());
    }
}
