package io.celesteos.streaming.provider;

/** Where an answer goes. */
@FunctionalInterface
public interface TokenSink {

    /**
     * The next piece; waits while the reader is slow.
     *
     * @throws InterruptedException when the reader has left
     */
    void token(String content) throws InterruptedException;
}
