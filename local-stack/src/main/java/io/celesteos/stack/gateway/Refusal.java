package io.celesteos.stack.gateway;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An answer that is no success, as a problem document has it.
 *
 * @param retryAfter what the server asked for; empty where it did not
 * @param retryable whether the same request may succeed later
 */
record Refusal(int status, String code, String sentence, boolean retryable, Optional<Duration> retryAfter) {

    private static final long LONGEST_WAIT_SECONDS = 300;

    static Refusal of(int status, HttpHeaders headers, byte[] body, JsonMapper json) {
        JsonNode problem = tree(body, json);
        String detail = problem.path("detail").asString("");
        if (detail.isEmpty()) {
            detail = "The gateway answered with status " + status + ".";
        }
        String fields = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(each -> each.path("field").asString("") + " "
                        + each.path("message").asString(""))
                .collect(Collectors.joining("; "));
        String said = fields.isEmpty() || detail.contains(fields) ? detail : detail + " (" + fields + ")";
        boolean retryable = problem.has("retryable")
                ? problem.path("retryable").asBoolean(false)
                : status == 429 || status == 502 || status == 503 || status == 504;
        return new Refusal(status, problem.path("code").asString("status_" + status), said, retryable, after(headers));
    }

    private static JsonNode tree(byte[] body, JsonMapper json) {
        try {
            JsonNode tree = json.readTree(new String(body, StandardCharsets.UTF_8));
            return tree == null ? JsonNodeFactory.instance.missingNode() : tree;
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** Seconds only: the other form, a date, is sent by none of the suite's services. */
    private static Optional<Duration> after(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(value))));
    }
}
