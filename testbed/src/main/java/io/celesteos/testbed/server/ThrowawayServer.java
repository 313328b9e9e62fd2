package io.celesteos.testbed.server;

/** A server on a loopback port that is fixed for its whole life, so that an outage can end on the same address. */
public interface ThrowawayServer {

    /** Host to connect to. */
    String host();

    int port();

    /** Takes the server down, as an outage would; what it keeps on disk stays. Does nothing when it is down. */
    void stop();

    /** As {@link #stop}, but without a word of warning where that can be done. */
    default void kill() {
        stop();
    }

    /** Brings it back and returns when it answers. Does nothing when it is up. */
    void start();

    /** Takes it down for good and removes what it wrote. */
    void delete();
}
