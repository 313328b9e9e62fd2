package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.indexing.Upload.Claimed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files between being received and being read, in the database, so that a restart forgets none. Thread-safe. */
interface UploadStore {

    /** Jobs whose files wait. */
    int waiting(YachtId yacht);

    /** Stores the files, a job that reads them and the tasks that do, all or nothing. */
    UUID receive(YachtId yacht, Upload upload) throws IOException;

    /**
     * The lane's next file: the one it had when whoever worked it died, else the oldest that nobody has. It is the
     * lane's until it is settled, postponed or released.
     */
    Optional<Claimed> claim(UploadLane lane);

    /** The file is about to be stored. @return as {@link #held} */
    boolean storing(YachtId yacht, Claimed file);

    /** Whether the file is still the caller's: neither cancelled nor taken over. */
    boolean held(YachtId yacht, Claimed file);

    /** Whether its content is stored already. */
    boolean known(YachtId yacht, UUID document);

    /** @throws IOException when there is no room for it here */
    void copy(YachtId yacht, Claimed file, Path to) throws IOException;

    /**
     * Puts down what became of a file, with the document made from it if there is one; all or nothing. With the last
     * file of a job it goes on to its vectors, or ends where nothing was stored.
     *
     * @return false when the file is not the caller's any more; nothing is written then
     */
    boolean settle(YachtId yacht, Claimed file, FileReport report, @Nullable PreparedDocument document);

    /** The file is free again after {@code pause}; {@code why} is told meanwhile. */
    void postpone(YachtId yacht, Claimed file, Duration pause, String why);

    /**
     * The file is free again as if it had not been taken.
     *
     * @param why told until it is taken up again; null where that needs no word
     */
    void release(YachtId yacht, Claimed file, @Nullable String why);

    /**
     * Tells when the lane has work, in a transaction that no upload of the yacht comes between: what {@code decision}
     * schedules or removes is right when it is committed. Null when nothing waits.
     */
    void next(UploadLane lane, Consumer<@Nullable Duration> decision);

    /** Schedules the yacht's lanes anew where files wait and nobody comes for them. @return files that wait */
    int resume(YachtId yacht);
}
