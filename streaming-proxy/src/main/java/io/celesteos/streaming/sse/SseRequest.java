package io.celesteos.streaming.sse;

import io.celesteos.streaming.relay.StreamQuery;
import io.celesteos.streaming.resume.EventId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a stream.
 *
 * @param resume whether the run is to go on for a grace time when the connection is lost
 * @param lastEventId as the caller sent it; null on its first connection
 */
record SseRequest(
        StreamQuery query,
        boolean resume,
        Heartbeat heartbeat,
        @Nullable String lastEventId) {

    /** The caller has had the last event: there is no more. */
    boolean sawTheEnd() {
        return lastEventId != null && lastEventId.startsWith(EventId.LAST);
    }

    Optional<EventId> seen() {
        return lastEventId == null ? Optional.empty() : EventId.parse(lastEventId);
    }
}
