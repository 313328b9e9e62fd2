package io.celesteos.stack.terminal;

import java.time.Duration;

/** Waits between two looks at something that tells nobody when it changes. */
@FunctionalInterface
public interface Pauses {

    /** @throws InterruptedException when the command is to end */
    void pause(Duration length) throws InterruptedException;
}
