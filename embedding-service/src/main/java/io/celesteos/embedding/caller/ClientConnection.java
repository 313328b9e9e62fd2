package io.celesteos.embedding.caller;

/** The connection an answer will be sent on. Asked only by the thread that serves the request. */
@FunctionalInterface
public interface ClientConnection {

    /** Of which nothing is known: background work, and servers that cannot tell. */
    ClientConnection UNKNOWN = () -> false;

    /** Whether nobody reads the answer any more. Never blocks, never fails; once true it stays true. */
    boolean gone();
}
