package io.celesteos.gateway.idempotency;

import io.celesteos.contracts.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * What a caller names its request by: a string of RFC 9651 ({@code "8e03978e"}), or bare, as most clients send it.
 *
 * @param value 1 to 255 letters, digits and {@code - _ . : ~ + / =}
 */
record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~:+/=-]{1,255}");

    /** Where something is stored or begun. What only reads may be sent twice anyway. */
    private static final List<String> WRITTEN =
            List.of("/api/v1/documents", "/api/v1/jobs", "/api/v1/workflows", "/api/v1/api-keys", "/rag/reload");

    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    static boolean isWrite(HttpMethod method, String path) {
        return WRITES.contains(method)
                && WRITTEN.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }

    /**
     * Empty for none.
     *
     * @throws ProblemException 400 for several, or another form
     */
    static Optional<IdempotencyKey> in(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.getFirst().strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        String bare = quoted ? value.substring(1, value.length() - 1) : value;
        if (values.size() > 1 || !FORM.matcher(bare).matches()) {
            throw ProblemException.invalidField(
                    HEADER, "must be sent once, with 1 to 255 letters, digits and - _ . : ~ + / =");
        }
        return Optional.of(new IdempotencyKey(bare));
    }
}
