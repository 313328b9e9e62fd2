package io.celesteos.stack.launch;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Where the running stack is, for the other commands: a small file beside the process ids. */
public record StackAddresses(String jdbcUrl, int basePort) {

    private static final String FILE = "addresses.json";

    void write(Path run) {
        try {
            Files.write(run.resolve(FILE), JsonStrictness.mapper().writeValueAsBytes(this));
        } catch (IOException failure) {
            throw new UserError("Cannot write to " + run + ": " + failure.getMessage(), failure);
        }
    }

    /** Empty when no stack runs. */
    public static Optional<StackAddresses> read(Path run) {
        try {
            return Optional.of(
                    JsonStrictness.mapper().readValue(Files.readAllBytes(run.resolve(FILE)), StackAddresses.class));
        } catch (IOException | JacksonException none) {
            return Optional.empty();
        }
    }

    static void remove(Path run) {
        try {
            Files.deleteIfExists(run.resolve(FILE));
        } catch (IOException stays) {
            // Read only while the stack's process is alive.
        }
    }
}
