package io.celesteos.search.sandbox;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs code on another machine, never on this one. Thread-safe. */
public interface CodeSandbox {

    /** Whether there is an account to run anything with. */
    boolean available();

    /**
     * Runs the program in a sandbox made for it, and ends the sandbox whatever happens.
     *
     * @param stop asked every half second; true ends the program
     * @param begun told the sandbox's id before any code is sent, so that one who crashes can {@link #end} it later
     * @throws SandboxException when there is no outcome; code that failed has one
     */
    Execution run(Program program, BooleanSupplier stop, Consumer<String> begun) throws InterruptedException;

    /** Ends a sandbox that may have been left behind; one that is gone already is no failure. Never throws. */
    void end(String sandbox);
}
