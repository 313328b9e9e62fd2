package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files between being received and being read, in the database, so that a restart forgets none. Thread-safe. */
interface UploadStore {

    /** Jobs whose files wait. */
    int waiting(YachtId yacht);

    /** Stores the files and a job that reads them, all or nothing. */
    UUID receive(YachtId yacht, Upload upload) throws IOException;

    /** The oldest job that nobody reads for; it is the caller's for {@code lease}. */
    Optional<Upload.Waiting> claim(YachtId yacht, Duration lease);

    /** Whether its content is stored already. */
    boolean known(YachtId yacht, UUID document);

    void copy(YachtId yacht, UUID job, int position, Path to) throws IOException;

    /**
     * Puts down what became of a file, with the document made from it if there is one, and renews the lease; all or
     * nothing.
     *
     * @return false when the job is not being read any more: cancelled or deleted
     */
    boolean settle(
            YachtId yacht,
            UUID job,
            int position,
            FileReport report,
            @Nullable PreparedDocument document,
            Duration lease);

    /**
     * Every file is settled: the job goes on to its vectors, or ends where nothing was stored.
     *
     * @param unread why files could not be read; empty where all were
     */
    void finish(YachtId yacht, Upload.Waiting job, String unread);
}
