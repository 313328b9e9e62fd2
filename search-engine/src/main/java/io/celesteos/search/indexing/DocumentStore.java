package io.celesteos.search.indexing;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.UUID;

/** Documents, their chunks and their jobs, in the database. Thread-safe. */
interface DocumentStore {

    /**
     * Stores the documents that are not there yet, with their chunks, and a job that follows all of them to
     * their vectors; all of it or nothing.
     *
     * @return id of the job
     */
    UUID store(YachtId yacht, List<PreparedDocument> documents);

    /** @return false when the yacht has no such document */
    boolean delete(YachtId yacht, UUID document);

    /** By title, from {@code offset}, at most {@code limit}. */
    DocumentList list(YachtId yacht, int limit, int offset);
}
