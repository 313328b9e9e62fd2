package io.celesteos.streaming.provider.exchange;

import io.celesteos.streaming.provider.model.Fault;
import java.io.IOException;

/** No more of an answer can be read, and why. */
final class StreamBroken extends IOException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    StreamBroken(Fault fault, Throwable cause) {
        super(fault.word(), cause);
        this.fault = fault;
    }

    StreamBroken(Fault fault) {
        super(fault.word());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
