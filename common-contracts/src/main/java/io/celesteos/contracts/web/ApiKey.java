package io.celesteos.contracts.web;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shared secret between the services. Compared in constant time; never logged. */
public record ApiKey(String secret) {

    public static final String HEADER = "X-API-Key";

    private static final Set<String> OPEN = Set.of(
            "/health", "/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui", "/swagger-ui.html", "/actuator/health");

    /** @throws ProblemException 401 when the path needs the key and {@code offered} is not it */
    public void check(String path, @Nullable String offered) {
        if (OPEN.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"))) {
            return;
        }
        byte[] given = (offered == null ? "" : offered).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, secret.getBytes(StandardCharsets.UTF_8))) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, "Send the service's key in the X-API-Key header.");
        }
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
