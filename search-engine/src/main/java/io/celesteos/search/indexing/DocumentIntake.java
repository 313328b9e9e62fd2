package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.UUID;

/** Documents in, for other features of this service. Thread-safe. */
public interface DocumentIntake {

    /**
     * Whether the documents could be stored; nothing is.
     *
     * @throws ProblemException naming every field that is wrong
     */
    void check(YachtId yacht, List<DocumentSubmission> documents);

    /**
     * Stores 1 to 100 documents, all or none; the same content again is the same document.
     *
     * @throws ProblemException naming every field that is wrong
     */
    DocumentsAccepted accept(YachtId yacht, List<DocumentSubmission> documents);

    /** @throws ProblemException {@code not_found} when the yacht has no such job */
    JobReport job(YachtId yacht, UUID job);
}
