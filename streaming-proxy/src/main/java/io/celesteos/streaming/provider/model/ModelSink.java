package io.celesteos.streaming.provider.model;

/** Where what a model sends goes; called by one thread. */
public interface ModelSink {

    /**
     * The next piece of its text, maybe empty; waits while the reader is slow.
     *
     * @throws InterruptedException when the reader has left
     */
    void text(String piece) throws InterruptedException;

    /** Tokens of the prompt, as the provider counts them; a later call replaces an earlier one. */
    void inputTokens(long count);

    /**
     * Tokens of the answer so far.
     *
     * @param whole whether it is the count of the whole answer
     */
    void outputTokens(long count, boolean whole);
}
