package io.celesteos.search.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rebuild that was asked for; {@code error} says why it failed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RebuildReport(
        UUID id,
        Status status,
        Progress progress,
        @JsonProperty("asked_at") Instant askedAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        @Nullable String error) {

    /** Where it stands. */
    enum Status {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED
    }

    /** Passages and records read, of so many that the serving index holds. */
    record Progress(int done, int total) {}
}
