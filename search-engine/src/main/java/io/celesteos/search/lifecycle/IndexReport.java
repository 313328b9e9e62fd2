package io.celesteos.search.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.IndexSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A yacht's index as this instance has it.
 *
 * @param chunks of documents, with or without vector; null while it is not open, like the next three
 * @param documents passages and records
 * @param builtAt when it was last read as a whole
 * @param bytes its size with its vectors
 * @param onDisk false for one in memory
 * @param rebuild the last one that was asked for; null when none was since this instance began
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IndexReport(
        @JsonProperty("yacht_id") YachtId yachtId,
        State state,
        @Nullable Integer chunks,
        @Nullable Integer vectors,
        @Nullable Integer documents,
        @JsonProperty("built_at") @Nullable Instant builtAt,
        long bytes,
        @JsonProperty("on_disk") boolean onDisk,
        @Nullable RebuildReport rebuild) {

    /** Whether it can be searched in. */
    enum State {
        @JsonProperty("serving")
        SERVING,
        /** Closed until somebody asks, since others fill the memory. */
        @JsonProperty("asleep")
        ASLEEP,
        @JsonProperty("loading")
        LOADING
    }

    static IndexReport of(YachtSlot slot) {
        YachtIndex index = slot.index();
        AskedRebuild asked = slot.askedRebuild();
        RebuildReport rebuild = asked == null ? null : asked.report(index.growingDocuments(), index.documents());
        try (IndexSnapshot snapshot = index.acquire()) {
            return snapshot == null
                    ? new IndexReport(
                            index.yacht(),
                            slot.asleep() ? State.ASLEEP : State.LOADING,
                            null,
                            null,
                            null,
                            null,
                            0,
                            false,
                            rebuild)
                    : new IndexReport(
                            index.yacht(),
                            State.SERVING,
                            snapshot.chunks(),
                            snapshot.vectors(),
                            index.documents(),
                            index.built(),
                            index.bytes(),
                            index.onDisk(),
                            rebuild);
        }
    }
}
