package io.celesteos.streaming.provider.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads what is in the events of a dialect. */
public final class EventJson {

    private EventJson() {}

    /**
     * What the library knows, without its buffers that wait in the thread for the next event: every stream has a thread of
     * its own. A copy with a factory of its own, so that the library goes on as it was.
     *
     * @param library the mapper that all of the library shares
     */
    public static JsonMapper like(JsonMapper library) {
        JsonMapper copy = library.copy();
        copy.getFactory().disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING);
        return copy;
    }
}
