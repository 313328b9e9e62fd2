package io.celesteos.stack.gateway;

import io.celesteos.stack.terminal.ExitCode;
import java.net.URI;

/** The gateway does not answer, or answers no. The message is one sentence or two for the person at the keyboard. */
public final class GatewayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final int status;
    private final String code;

    private GatewayFailure(String sentence, int exitCode, int status, String code, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.status = status;
        this.code = code;
    }

    static GatewayFailure away(URI url, Throwable cause) {
        return new GatewayFailure(
                "Nothing answers at " + url
                        + ". Start the local stack with ./celeste up -d, or say where the gateway is" + " with --url.",
                ExitCode.AWAY,
                0,
                "away",
                cause);
    }

    static GatewayFailure lost(URI url, Throwable cause) {
        return new GatewayFailure(
                "The connection to " + url + " broke off (" + reason(cause) + "). Look with ./celeste doctor.",
                ExitCode.AWAY,
                0,
                "away",
                cause);
    }

    static GatewayFailure strange(URI url, Throwable cause) {
        return new GatewayFailure(
                "What answers at " + url + " is no gateway of this suite (" + reason(cause) + ").",
                ExitCode.FAILED,
                0,
                "unreadable_answer",
                cause);
    }

    static GatewayFailure of(Refusal refusal) {
        int exit = switch (refusal.status()) {
            case 401, 403 -> ExitCode.REFUSED;
            case 429, 502, 503, 504 -> ExitCode.AWAY;
            default -> ExitCode.FAILED;
        };
        String said = refusal.status() == 401
                ? refusal.sentence() + " Here it is given with --key or CELESTE_YACHT_SIGNATURE."
                : refusal.sentence();
        return new GatewayFailure(
                said, exit, refusal.status(), refusal.code(), new IllegalStateException(refusal.code()));
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    public int exitCode() {
        return exitCode;
    }

    /** HTTP status; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** Stable name of what is wrong, as in the problem document. */
    public String code() {
        return code;
    }
}
