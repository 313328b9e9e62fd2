package io.celesteos.streaming.provider.model;

import java.util.Locale;
import java.util.Set;

/** How a provider can fail. */
public enum Fault {
    RATE_LIMITED(true, true),
    OVERLOADED(true, true),
    /** A 5xx, or an error event that says no more. */
    BROKEN(true, true),
    UNREACHABLE(true, true),
    /** The connection ended before the end marker. */
    CUT(true, true),
    /** Nothing came for too long. */
    STALLED(true, true),
    /** What came was not of the dialect, or more than any answer is. */
    GARBLED(true, true),
    /** It ended well and wrote nothing. */
    EMPTY(true, true),
    /** Our credential or the model's name is wrong, or the account is out of money. */
    DENIED(false, true),
    /** The request itself was not accepted, for example as too long. */
    REJECTED(false, false),
    /** Our own deadline came first. */
    OUT_OF_TIME(true, false);

    private static final Set<String> DENIALS = Set.of(
            "authentication_error",
            "permission_error",
            "billing_error",
            "not_found_error",
            "invalid_api_key",
            "insufficient_quota",
            "model_not_found");

    private final boolean retryable;
    private final boolean providersFault;

    Fault(boolean retryable, boolean providersFault) {
        this.retryable = retryable;
        this.providersFault = providersFault;
    }

    /** Whether the same question may be answered a little later. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether it speaks against asking this provider again, and so counts for its breaker. */
    public boolean providersFault() {
        return providersFault;
    }

    /** Name in logs and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the status of an answer that is no stream. 529 is Anthropic's for overloaded. */
    public static Fault ofStatus(int status) {
        return switch (status) {
            case 401, 402, 403, 404 -> DENIED;
            case 408 -> BROKEN;
            case 429 -> RATE_LIMITED;
            case 503, 529 -> OVERLOADED;
            default -> status >= 500 ? BROKEN : REJECTED;
        };
    }

    /** By the {@code code} or {@code type} of an error event; {@link #BROKEN} where it tells nothing. */
    public static Fault ofCode(String code) {
        if (DENIALS.contains(code)) {
            return DENIED;
        }
        if (code.startsWith("rate_limit")) {
            return RATE_LIMITED;
        }
        if (code.startsWith("overloaded") || code.equals("engine_overloaded")) {
            return OVERLOADED;
        }
        boolean ours =
                code.startsWith("invalid_") || code.startsWith("context_length") || code.equals("request_too_large");
        return ours ? REJECTED : BROKEN;
    }
}
