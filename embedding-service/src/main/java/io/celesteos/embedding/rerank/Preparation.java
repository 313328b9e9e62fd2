package io.celesteos.embedding.rerank;

import io.celesteos.contracts.request.Deadline;
import java.time.Duration;

/**
 * How long passages are prepared: until half of the caller's time is gone. What is not prepared by then would
 * not be scored either, and each passage prepared for nothing costs one that could have been.
 */
final class Preparation {

    private final Deadline deadline;
    private final Duration keep;

    Preparation(Deadline deadline) {
        this.deadline = deadline;
        this.keep = deadline.remaining().dividedBy(2);
    }

    boolean goesOn() {
        return deadline.remaining().compareTo(keep) > 0;
    }
}
