package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.gateway.body.WholeBody;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code yacht_signature} in the body of {@code POST /webhook/search}, read as the endpoint will read it. */
final class SignatureInBody {

    private static final String FIELD = "yacht_signature";

    /** As long as the endpoint takes it. */
    private static final int MOST = 512;

    private final JsonMapper json;

    SignatureInBody(JsonMapper json) {
        this.json = json;
    }

    /** Empty where there is none, and for a body that the endpoint will refuse. */
    Optional<String> find(ServerHttpRequest request, byte[] body) {
        try {
            WholeBody.requireJson(request);
            JsonNode signature = json.readTree(body).get(FIELD);
            return signature != null && signature.isString()
                    ? Optional.of(signature.stringValue()).filter(text -> !text.isBlank() && text.length() <= MOST)
                    : Optional.empty();
        } catch (JacksonException | ProblemException notReadable) {
            return Optional.empty();
        }
    }
}
