package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.GatewayFailure;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.UserError;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of a command that came to a bad end. */
final class Failures {

    private static final int INTERRUPTED = 130;

    private Failures() {}

    /** @param unexpected it is no one's fault at the keyboard, and goes into the log */
    record Told(String sentence, String code, int exitCode, boolean unexpected) {

        Map<String, Object> document() {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code);
            error.put("message", sentence);
            error.put("exit_code", exitCode);
            return Map.of("error", error);
        }
    }

    static Told told(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case UserError error -> new Told(message, "failed", ExitCode.FAILED, false);
            case GatewayFailure refused -> new Told(message, refused.code(), refused.exitCode(), false);
            case InterruptedException stopped -> new Told("Stopped.", "stopped", INTERRUPTED, false);
            default -> new Told("Unexpected: " + failure, "unexpected", ExitCode.FAILED, true);
        };
    }
}
