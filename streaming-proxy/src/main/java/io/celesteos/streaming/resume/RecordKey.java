package io.celesteos.streaming.resume;

import io.celesteos.contracts.tenancy.YachtId;

/** Whose stream it is, and which. An id alone finds nothing: it has to be asked for by its own yacht. */
record RecordKey(YachtId yacht, String stream) {

    /** {@code stream:<yacht>:<stream>}. */
    String wireName() {
        return "stream:" + yacht + ":" + stream;
    }
}
