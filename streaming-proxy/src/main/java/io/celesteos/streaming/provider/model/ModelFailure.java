package io.celesteos.streaming.provider.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A provider failed. Its message holds statuses and codes alone: what a provider writes in an error may name
 * accounts and parts of keys.
 */
public final class ModelFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final @Nullable Duration retryAfter;

    /**
     * @param seen what was seen of it, for the log
     * @param retryAfter how long the provider asks to be left alone; null where it does not say
     */
    public ModelFailure(Fault fault, String seen, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(seen.isEmpty() ? fault.word() : fault.word() + " (" + seen + ")", cause);
        this.fault = fault;
        this.retryAfter = retryAfter;
    }

    public ModelFailure(Fault fault, String seen) {
        this(fault, seen, null, null);
    }

    public Fault fault() {
        return fault;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
