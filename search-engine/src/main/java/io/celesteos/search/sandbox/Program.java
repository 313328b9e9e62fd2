package io.celesteos.search.sandbox;

import java.time.Duration;
import java.util.Map;

/**
 * What is sent into a sandbox: this and nothing else.
 *
 * @param language of {@code code}, as the sandbox calls it: {@code python}, {@code javascript}, ...
 * @param environment variables that the code may read
 * @param limit longest time the code may run
 * @param labels shown beside the sandbox in the provider's own list
 */
public record Program(
        String code, String language, Map<String, String> environment, Duration limit, Map<String, String> labels) {

    public Program {
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
    }

    /** Without the code: it is the caller's, and this may be logged. */
    @Override
    public String toString() {
        return "Program[" + language + ", " + code.length() + " characters, at most " + limit + "]";
    }
}
